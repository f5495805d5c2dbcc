public import LoraClickUp

/// A task as people name it: its id, the id they see on the board, or its page's address.
public struct TaskReference: Sendable, Equatable {
  public let text: String
  /// In the address of a task with a custom id.
  public let workspace: String?

  /// nil when `typed` names no task: an id is letters, digits, `-` and `_`.
  public init?(_ typed: String) {
    let path = typed.prefix { $0 != "?" && $0 != "#" }
    var words = path.split(separator: "/").map(String.init)
    if typed.contains("://") {
      // https://app.clickup.com/t/86a3kx9d2, https://app.clickup.com/t/9011/DEV-4957
      guard let mark = words.firstIndex(of: "t"), typed.lowercased().hasPrefix("https://") else {
        return nil
      }
      words = Array(words[(mark + 1)...])
    }
    guard (1...2).contains(words.count), let last = words.last, Self.isID(last) else { return nil }
    guard words.count == 1 || words[0].allSatisfy(\.isASCIIDigit) else { return nil }
    text = last
    workspace = words.count == 2 ? words[0] : nil
  }

  /// Whether it is an id that people see (`DEV-4957`), which the API only knows in a workspace.
  public var isCustom: Bool { text.contains("-") }

  /// - Throws: when it takes a workspace and the token sees several.
  public func id(asking service: any ClickUpService) throws(IntakeError) -> TaskID {
    guard isCustom else { return TaskID(text) }
    if let workspace { return TaskID(text, workspace: workspace) }
    let workspaces = try asking { () throws(ClickUpError) in try service.workspaces() }
    guard workspaces.count == 1 else { throw .whichWorkspace(task: text) }
    return TaskID(text, workspace: workspaces[0].id)
  }

  /// Whether a config's `clickup_task` means this task.
  public func means(_ written: String) -> Bool {
    guard let other = TaskReference(written) else { return false }
    return other.text.lowercased() == text.lowercased()
  }

  private static func isID(_ word: String) -> Bool {
    word.utf8.count <= 64
      && word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
  }
}

extension Character {
  var isASCIIDigit: Bool { isASCII && isNumber }
}
