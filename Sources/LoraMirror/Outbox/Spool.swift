import Glibc
import LoraFiles
import LoraStore

/// The outbox's own copies of files, by content; several entries may need the same one.
enum Spool {
  /// Seconds after which nobody can be about to write the entry that needs a file.
  private static let grace = 3600

  /// Says that the file was asked for just now; false when it is gone.
  static func touch(_ path: String) -> Bool { utimensat(AT_FDCWD, path, nil, 0) == 0 }

  static func isOld(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && Int(status.st_mtim.tv_sec) < time(nil) - grace
  }
}

extension Outbox {
  /// Removes copies that no entry needs any more, and what ended processes left unfinished.
  func clearAway() throws(StoreError) {
    var needed: Set<String> = []
    for entry in try entries() {
      if case .upload(let upload) = entry.effect { needed.insert(upload.digest.hex) }
    }
    let objects = spool.folder + "/objects"
    for first in Files.names(in: objects) {
      for second in Files.names(in: "\(objects)/\(first)") {
        for name in Files.names(in: "\(objects)/\(first)/\(second)") where !needed.contains(name) {
          removeIfOld("\(objects)/\(first)/\(second)/\(name)")
        }
      }
    }
    let unfinished = Files.names(in: folder.path).filter {
      $0.hasPrefix("new-") || $0.contains(".json.")
    }
    for name in unfinished { removeIfOld("\(folder.path)/\(name)") }
  }

  private func removeIfOld(_ path: String) { if Spool.isOld(path) { unlink(path) } }
}
