import LoraConfig
import LoraNames

/// The files a push is checked for, ready to look through trees: the `.lorarc` and what its
/// `configs` patterns name. They also say which folders need not be entered.
struct ConfigPatterns {
  let texts: [String]
  private let globs: [Glob]
  /// For each pattern the folders before its first wildcard: every match lies below them.
  private let roots: [[String]]

  init(_ patterns: [String]) {
    texts = patterns
    globs = patterns.map(Glob.init)
    roots = patterns.map { pattern in
      // A pattern without a slash matches at any depth.
      pattern.pathComponents.dropLast().prefix { part in
        !part.utf8.contains(where: "*?[\\".utf8.contains)
      }
    }
  }

  func match(_ path: String) -> Bool {
    path == PrePushCheck.settingsFile || globs.contains { $0.matches(path) }
  }

  /// Whether a file below `folder` can match.
  func reach(below folder: String) -> Bool {
    let parts = folder.pathComponents
    return roots.contains { root in zip(root, parts).allSatisfy { $0.sameBytes(as: $1) } }
  }
}
