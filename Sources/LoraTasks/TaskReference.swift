public import LoraClickUp

/// A task as people write it: `86a3kx9d2`, `CU-86a3kx9d2`, `DEV-12`, or the address of its page.
public struct TaskReference: Sendable, Hashable, CustomStringConvertible {
  public let text: String
  /// Whether it is an id of the workspace's own kind (`DEV-12`), which is understood only beside
  /// the workspace.
  public let isCustom: Bool
  /// From an address that names it.
  public let workspace: String?

  /// What somebody typed where a task is meant; nil when it can be none.
  public init?(_ typed: String) {
    var typed = Substring(typed)
    while typed.first?.isWhitespace == true { typed.removeFirst() }
    while typed.last?.isWhitespace == true { typed.removeLast() }
    if let reference = Self(address: typed) { self = reference; return }
    if typed.hasPrefix("#") { typed.removeFirst() }
    if let id = Self.prefixedID(typed) { self.init(id: id); return }
    if Self.isCustomID(typed) { self.init(customID: typed); return }
    guard Self.isID(typed) else { return nil }
    self.init(id: typed)
  }

  private init(id: Substring) {
    text = id.lowercased()
    isCustom = false
    workspace = nil
  }

  private init(customID: Substring, workspace: Substring? = nil) {
    text = String(customID)
    isCustom = true
    self.workspace = workspace.map { String($0) }
  }

  /// `https://app.clickup.com/t/86a3kx9d2`, `https://app.clickup.com/t/9001000001/DEV-12`.
  private init?(address: Substring) {
    guard address.hasPrefix("https://") || address.hasPrefix("http://") else { return nil }
    let path = address.prefix { $0 != "?" && $0 != "#" }.split(separator: "/")
    guard let t = path.lastIndex(of: "t") else { return nil }
    let parts = path[path.index(after: t)...]
    switch (parts.count, parts.last) {
    case (1, let id?) where Self.isID(id): self.init(id: id)
    case (1, let id?) where Self.isCustomID(id): self.init(customID: id)
    case (2, let id?) where Self.isCustomID(id):
      self.init(customID: id, workspace: parts.first)
    case (2, let id?) where Self.isID(id): self.init(id: id)
    default: return nil
    }
  }

  public var description: String { text }

  /// As calls of the API name it; a custom id in `workspace`, unless its address named another.
  public func id(inWorkspace workspace: String? = nil) -> TaskID {
    TaskID(text, workspace: isCustom ? self.workspace ?? workspace : nil)
  }
}

extension TaskReference {
  /// A name that a branch or a commit gives a task: `feature/CU-86a3kx9d2-neon`,
  /// `86a3kx9d2_neon`, `DEV-12-neon`. Only what begins a part of the branch's name counts; a bare
  /// id only in the form that ClickUp gives today, since many words look like the older ones.
  public static func inBranch(_ name: String) -> [TaskReference] {
    unique(name.split(separator: "/").compactMap { leading($0) })
  }

  /// Tasks that a commit's message speaks of: `CU-86a3kx9d2`, `#86a3kx9d2`, `#DEV-12`, addresses.
  public static func mentioned(in message: String) -> [TaskReference] {
    let words = message.split { $0.isWhitespace || ",;()[]<>\"'".contains($0) }
    return unique(
      words.compactMap { word in
        var word = word
        while let last = word.last, ".:!?".contains(last) { word.removeLast() }
        guard word.hasPrefix("#") || word.contains("://") || prefixedID(word) != nil else {
          return nil
        }
        return TaskReference(String(word)).flatMap { isNumber($0.text) ? nil : $0 }
      })
  }

  private static func leading(_ part: Substring) -> TaskReference? {
    let words = part.split(separator: "_", omittingEmptySubsequences: false)
      .flatMap { $0.split(separator: "-", omittingEmptySubsequences: false) }
    guard let first = words.first else { return nil }
    if first.uppercased() == "CU", words.count > 1, isID(words[1]) {
      return TaskReference(id: words[1])
    }
    if isModernID(first) { return TaskReference(id: first) }
    guard words.count > 1 else { return nil }
    let custom = part.prefix(first.count + 1 + words[1].count)
    return isCustomID(custom) ? TaskReference(customID: custom) : nil
  }

  private static func unique(_ references: [TaskReference]) -> [TaskReference] {
    var seen: Set<TaskReference> = []
    return references.filter { seen.insert($0).inserted }
  }

  private static func prefixedID(_ text: Substring) -> Substring? {
    guard text.uppercased().hasPrefix("CU-") else { return nil }
    let id = text.dropFirst(3)
    return isID(id) ? id : nil
  }

  private static func isID(_ text: Substring) -> Bool {
    (2...16).contains(text.utf8.count)
      && text.utf8.allSatisfy { isDigit($0) || isLetter($0 | 0x20) }
      && text.utf8.contains(where: isDigit)
  }

  /// `86a3kx9d2`.
  private static func isModernID(_ text: Substring) -> Bool {
    text.utf8.count == 9 && text.hasPrefix("8")
      && text.utf8.allSatisfy { isDigit($0) || isLetter($0) } && text.utf8.contains(where: isLetter)
  }

  /// `DEV-12`.
  private static func isCustomID(_ text: Substring) -> Bool {
    let halves = text.split(separator: "-", omittingEmptySubsequences: false)
    guard halves.count == 2, let first = halves[0].utf8.first, isLetter(first | 0x20),
      halves[0].utf8.count <= 16, (1...12).contains(halves[1].utf8.count)
    else { return false }
    return halves[0] == halves[0].uppercased()
      && halves[0].utf8.allSatisfy { isDigit($0) || isLetter($0 | 0x20) || $0 == 0x5F }
      && halves[1].utf8.allSatisfy(isDigit)
  }

  private static func isNumber(_ text: String) -> Bool { text.utf8.allSatisfy(isDigit) }
  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
}
