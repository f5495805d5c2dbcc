import Glibc
import LoraNames

/// Paths as text and on disk.
enum FilePath {
  /// The components, without `.` and with `..` taken back.
  static func components(of path: String) -> [String] {
    var components: [String] = []
    for part in path.pathComponents where part != "." {
      if part == ".." { _ = components.popLast() } else { components.append(part) }
    }
    return components
  }

  /// A path as written, without `.`, doubled or trailing slashes; a leading `..` stays.
  static func tidied(_ path: String) -> String {
    var kept: [String] = []
    for part in path.pathComponents where part != "." {
      if part == "..", let last = kept.last, last != ".." {
        kept.removeLast()
      } else {
        kept.append(part)
      }
    }
    return (path.begins(with: "/") ? "/" : "") + kept.joined(separator: "/")
  }

  /// The real path with every link followed; nil when something on the way is missing.
  static func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  /// The real path of the folder the file is in, with the file's own name: a linked config keeps
  /// the name it is known by.
  static func resolvingFolder(of path: String) -> String? {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return nil }
    let folder = slash == path.startIndex ? "/" : String(path[..<slash])
    return resolved(folder).map { $0 + path[slash...] }
  }

  static func absolute(_ path: String, from top: String) -> String {
    path.begins(with: "/") ? path : top + "/" + path
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
