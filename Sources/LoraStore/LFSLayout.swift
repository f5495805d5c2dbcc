import Glibc
import LoraDigest
import LoraFiles
import LoraNames

/// How git-lfs lays objects out below a folder: `objects/ab/cd/<oid>`.
enum LFSLayout {
  static func path(of digest: Digest, in folder: String) -> String {
    let hex = digest.hex
    return "\(folder)/objects/\(hex.prefix(2))/\(hex.dropFirst(2).prefix(2))/\(hex)"
  }

  /// The objects below `folder`, by name; a folder that is not there holds none.
  static func objects(in folder: String) -> [Digest] {
    var found: [Digest] = []
    let top = folder + "/objects"
    for first in Files.names(in: top) {
      for second in Files.names(in: "\(top)/\(first)") {
        for name in Files.names(in: "\(top)/\(first)/\(second)") {
          guard name.begins(with: first + second), let digest = Digest(hex: name) else { continue }
          found.append(digest)
        }
      }
    }
    return found
  }

  /// Whether a file of the object's size lies there; its bytes are not read.
  static func holds(_ pointer: LFSPointer, at path: String) -> Bool {
    Standing(path, links: .followed) == .file(bytes: pointer.bytes)
  }

  /// Whether the object's own bytes lie there.
  static func isWhole(_ pointer: LFSPointer, at path: String) -> Bool {
    holds(pointer, at: path) && (try? Digest.ofFile(at: path).digest) == pointer.digest
  }
}

/// A second name of a stored file, which nobody writes to.
enum StoredLink {
  /// Makes `place` the same file as `source` in one step, whatever was there; a copy, synced, where
  /// the two cannot be one: on another file system, or where the file is somebody else's.
  static func make(of source: String, at place: String) throws(FileError) {
    let folder = Files.parent(of: place)
    try Files.makeFolder(folder)
    let temporary = "\(place).\(getpid())-\(UInt32.random(in: .min ... .max))"
    if link(source, temporary) == 0 {
      // Renaming one name of a file to another does nothing, and leaves both.
      defer { unlink(temporary) }
      try SystemCall.run("rename", temporary) { rename(temporary, place) }
    } else {
      let new = try UnfinishedFile(for: place, permissions: 0o444)
      try new.file.copy(try OpenFile(source, O_RDONLY))
      try new.file.sync()
      try new.finish()
    }
    try Files.syncFolder(folder)
  }
}
