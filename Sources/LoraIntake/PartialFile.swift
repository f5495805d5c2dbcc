import FoundationEssentials
import Glibc
import LoraDigest
import LoraFiles

/// An attachment as far as it has come, hashed as it comes, with what tells whether the rest can be
/// asked for.
final class PartialFile {
  private(set) var bytes = 0
  /// The server's mark for the very bytes that are here; nil: they cannot be gone on with.
  private(set) var entityTag: String?
  /// Why no more was taken.
  private(set) var failure: IntakeError?

  private let file: OpenFile
  private let notePath: String
  private var hash = SHA256()

  private struct Note: Codable {
    var id: String
    var size: Int?
    var entityTag: String
  }

  /// Opens what the last call left, or begins anew.
  init(of id: String, size: Int?, in staging: Staging) throws(IntakeError) {
    notePath = staging.note(of: id)
    file = try onDisk(OpenFile(staging.partial(of: id), O_RDWR | O_CREAT, links: .refused))
    let note = try RecordBytes.read(notePath, upTo: 1 << 16).flatMap {
      try? JSONDecoder().decode(Note.self, from: Data($0))
    }
    let present = Int(try onDisk(file.status).st_size)
    if let note, note.id == id, note.size == size, present <= size ?? .max {
      entityTag = note.entityTag
      try hashWhatIsThere()
    } else {
      try restart(id: id, size: size, entityTag: nil)
    }
  }

  /// Throws away what came; `entityTag` is that of what comes now.
  func restart(id: String, size: Int?, entityTag: String?) throws(IntakeError) {
    try onDisk(SystemCall.run("empty", file.path) { ftruncate(file.number, 0) })
    try onDisk(SystemCall.run("rewind", file.path) { lseek(file.number, 0, SEEK_SET) })
    (bytes, hash, failure) = (0, SHA256(), nil)
    self.entityTag = entityTag
    unlink(notePath)
    guard let entityTag,
      let note = try? JSONEncoder().encode(Note(id: id, size: size, entityTag: entityTag))
    else { return }
    try onDisk(
      Files.replace(
        notePath, with: Array(note), durability: .bytesAndName, by: notePath + ".new"))
  }

  /// False when the disk does not take them; `failure` says why.
  func append(_ part: UnsafeRawBufferPointer) -> Bool {
    do throws(IntakeError) { try onDisk(file.write(part)) } catch {
      failure = error
      return false
    }
    hash.update(part)
    bytes += part.count
    return true
  }

  /// The digest of the whole, which is on the disk when this returns. Call once.
  func finish() throws(IntakeError) -> Digest {
    try onDisk(file.sync())
    return hash.finish()
  }

  func remove() {
    unlink(file.path)
    unlink(notePath)
  }

  private func hashWhatIsThere() throws(IntakeError) {
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = try onDisk(
        SystemCall.run("read", file.path) { read(file.number, &chunk, chunk.count) })
      if count == 0 { return }
      chunk.withUnsafeBytes { hash.update(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
      bytes += count
    }
  }
}
