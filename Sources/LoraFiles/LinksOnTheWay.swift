import Glibc
import LoraNames

extension Files {
  /// The symbolic links among the parts of `path` below the folder `top`, outermost first; none when
  /// `path` is not below it. Both are absolute and tidy.
  public static func links(on path: String, below top: String) -> [String] {
    guard let rest = path.rest(after: top + "/") else { return [] }
    var (place, links) = (top, [String]())
    for part in rest.pathComponents {
      place += "/" + part
      var status = stat()
      guard lstat(place, &status) == 0 else { break }
      if status.st_mode & S_IFMT == S_IFLNK { links.append(place) }
    }
    return links
  }
}
