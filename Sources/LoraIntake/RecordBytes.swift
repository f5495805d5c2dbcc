import Glibc
import LoraFiles

/// Small files of ours in a folder that strangers fill too.
enum RecordBytes {
  /// All of the file; nil when there is none. A link is no file.
  static func read(_ path: String, upTo limit: Int) throws(IntakeError) -> [UInt8]? {
    if Standing(path) == .nothing { return nil }
    let file = try onDisk(OpenFile(path, O_RDONLY | O_NONBLOCK, links: .refused))
    guard case .file(let size) = Standing(path), size <= limit else {
      throw .manifest(path: path, reason: "it is no file, or too large")
    }
    return try onDisk(file.read(upTo: size))
  }
}
