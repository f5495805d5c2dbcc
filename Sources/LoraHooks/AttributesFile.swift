import LoraNames

/// This clone's own `info/attributes`, below the common Git directory: what `git show` and
/// `git log -p` go by for files of run commits, whose `.gitattributes` is in no working tree.
///
/// Only how a file is shown is said here, never a filter: no file turns modified by it.
enum AttributesFile {
  static let name = "info/attributes"
  static let driver = "diff=lora"
  static let patterns = ["*.safetensors", "metrics.jsonl"]

  /// What the file says of a pattern's diff driver already.
  enum Standing: Equatable {
    case unset, ours
    /// Somebody's choice, which stays: the line.
    case other(String)
  }

  static func standing(of pattern: String, in bytes: [UInt8]) -> Standing {
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
    // As in Git, the last line that says something holds.
    for line in lines.reversed() {
      let words = line.split(whereSeparator: \.isWhitespace)
      guard words.first.map(String.init) == pattern else { continue }
      guard let said = words.last(where: isAboutDiff) else { continue }
      return said == driver ? .ours : .other(String(line))
    }
    return .unset
  }

  private static func isAboutDiff(_ word: Substring) -> Bool {
    ["diff", "-diff", "!diff", "binary"].contains(word) || word.begins(with: "diff=")
  }
}
