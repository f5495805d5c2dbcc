import Glibc

extension Files {
  /// The symbolic links among the parts of `path` below the folder `top`, outermost first; none when
  /// `path` is not below it. Both are absolute and tidy.
  public static func links(on path: String, below top: String) -> [String] {
    guard path.utf8.starts(with: (top + "/").utf8) else { return [] }
    let rest = String(decoding: path.utf8.dropFirst(top.utf8.count + 1), as: UTF8.self)
    var (place, links) = (top, [String]())
    for part in PathParts.of(rest) where !part.isEmpty {
      place += "/" + part
      var status = stat()
      guard lstat(place, &status) == 0 else { break }
      if status.st_mode & S_IFMT == S_IFLNK { links.append(place) }
    }
    return links
  }
}
