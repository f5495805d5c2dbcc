import LoraGit
import LoraNames

/// The way to a path through trees, name by name, as the kernel would go it in a checkout.
struct TreeWalk {
  /// The folders entered, from the top.
  private var folders: [ObjectID]
  /// The names still to come, the next one last.
  private var names: [String]
  private var followed = 0
  /// Whether a `..` led above the top.
  private(set) var hasLeft = false

  /// As many as Linux follows.
  private static let mostLinks = 40

  init(from top: ObjectID, to names: [String]) {
    folders = [top]
    self.names = names.reversed()
  }

  /// The folder to look for the next name in.
  var folder: ObjectID { folders[folders.count - 1] }
  var isAtEnd: Bool { names.isEmpty }

  /// The next name to look for; nil at the end, and where the way has left the top.
  mutating func next() -> String? {
    while let name = names.popLast() {
      switch name {
      case ".": continue
      case "..":
        guard folders.count > 1 else {
          hasLeft = true
          return nil
        }
        folders.removeLast()
      default: return name
      }
    }
    return nil
  }

  mutating func enter(_ folder: ObjectID) { folders.append(folder) }

  enum Step { case inside, outside, endless }

  /// Goes on where a link in the current folder leads.
  mutating func follow(_ target: String) -> Step {
    followed += 1
    guard !target.begins(with: "/") else { return .outside }
    guard followed <= Self.mostLinks else { return .endless }
    names += target.pathComponents.reversed()
    return .inside
  }
}
