import LoraNames

/// Where a run's files must not go.
enum OutputFolder {
  static let hint = "give each config a folder of its own, as in ./output/my_style_lora"

  /// What is wrong with a path as it is written, relative to the top of the working tree; absolute
  /// paths are judged when they are looked up.
  static func problem(inSpelling path: String) -> String? {
    guard !path.begins(with: "/") else { return path.pathComponents.isEmpty ? "is '/'" : nil }
    let components = normalised(path)
    if components.isEmpty { return "is the top of the working tree" }
    if components.contains(where: isGit) { return "is inside .git" }
    if components.allSatisfy({ $0 == ".." }) { return "contains the working tree" }
    return nil
  }

  /// Names that Git refuses in a tree, since some file systems take them for `.git`.
  private static func isGit(_ component: String) -> Bool {
    [".git", "git~1"].contains(component.lowercased())
  }

  /// Components without `.` and with `..` resolved as far as that goes.
  static func normalised(_ path: String) -> [String] {
    var components: [String] = []
    for component in path.pathComponents where component != "." {
      if component == "..", let last = components.last, last != ".." {
        components.removeLast()
      } else {
        components.append(component)
      }
    }
    return components
  }
}
