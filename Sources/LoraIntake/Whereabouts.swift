import Glibc
import LoraArchive
import LoraFiles
import LoraNames

/// Where a folder really lies. Links come with a repository like files, and one of them on the way
/// to the data would have strangers' files written wherever it leads.
struct Whereabouts {
  private let folder: String

  init(_ folder: String) { self.folder = folder }

  /// Throws when the folder's path is below `top` and the folder itself, made or yet to be made,
  /// is not, or is in a Git directory. A path outside was chosen by whoever typed it.
  func check(below top: String) throws(IntakeError) {
    guard Self.isBelow(top, folder), let home = Self.real(top) else { return }
    let place = real
    let names = Self.rest(of: place, after: home).parts(at: "/")
    guard Self.isBelow(home, place), !names.contains(where: NameRules.isRepository) else {
      throw .leadsAway(folder: folder, place: place)
    }
  }

  private static func isBelow(_ top: String, _ path: String) -> Bool {
    (path + "/").utf8.starts(with: (top + "/").utf8)
  }

  private static func rest(of path: String, after start: String) -> String {
    String(decoding: path.utf8.dropFirst(start.utf8.count), as: UTF8.self)
  }

  /// The folder's path without links; what is not there yet has none. A link to nothing stays one.
  private var real: String {
    var path = folder
    while path.utf8.count > 1 {
      if let place = Self.real(path) { return place + Self.rest(of: folder, after: path) }
      if Standing(path) != .nothing { return Self.target(of: path) }
      path = Files.parent(of: path)
    }
    return folder
  }

  private static func target(of link: String) -> String {
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(link, &bytes, bytes.count)
    return String(
      decoding: bytes.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func real(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
