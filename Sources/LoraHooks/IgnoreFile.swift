import Glibc
import LoraNames

/// The `.gitignore` at the top of the working tree.
enum IgnoreFile {
  static let name = ".gitignore"

  /// The folder that runs write their copies to, as Git's ignore rules see it.
  struct Root: Equatable {
    /// Below the top of the working tree.
    let path: String
    /// What is asked of `git check-ignore`.
    let probe: String
    /// The line that ignores it, and it alone.
    let line: String

    /// Nil when `output` is not a folder below `top`.
    init?(_ output: String, below top: String) {
      let parts = output.pathComponents.filter { $0 != "." }
      guard !output.begins(with: "/"), !parts.isEmpty, !parts.contains("..") else { return nil }
      path = parts.joined(separator: "/")
      var status = stat()
      // A link to another disk is no folder to Git: 'output/' would not match it, nor may a path
      // that crosses it be asked about.
      let isLink = lstat("\(top)/\(path)", &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
      probe = isLink ? path : path + "/run"
      line = "/" + IgnoreFile.escaped(path) + (isLink ? "" : "/")
    }
  }

  /// The file's bytes with one line more, its line ends kept.
  static func appending(_ line: String, to bytes: [UInt8]) -> [UInt8] {
    let newline = UInt8(ascii: "\n")
    let usesCRLF = bytes.count > 1 && bytes.suffix(2) == [UInt8(ascii: "\r"), newline]
    let end = usesCRLF ? "\r\n" : "\n"
    let isOpen = bytes.last.map { $0 != newline } ?? false
    return bytes + Array(((isOpen ? end : "") + line + end).utf8)
  }

  private static func escaped(_ path: String) -> String {
    var escaped = ""
    for scalar in path.unicodeScalars {
      if "\\*?[".unicodeScalars.contains(scalar) { escaped.append("\\") }
      escaped.unicodeScalars.append(scalar)
    }
    return escaped
  }
}
