import LoraNames

/// Files and folders by name.
public enum Files {
  /// The folder of a path; `.` when it names none.
  public static func parent(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The last part of a path; empty for `/`.
  public static func name(of path: String) -> String {
    path.pathComponents.last ?? ""
  }
}
