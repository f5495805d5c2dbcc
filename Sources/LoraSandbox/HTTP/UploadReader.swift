import Glibc
import NIOCore

/// The parts of a form as they arrive: the first file that is called `attachment` goes to disk, short
/// texts are kept, the rest is read over.
struct UploadReader: ~Copyable {
  private let folder: StateFolder
  private var form: Multipart
  private let takesAnyFile: Bool
  private var file: IncomingFile?
  private var isInFile = false
  private var text: (name: String, bytes: [UInt8])?
  private var texts: [String: String] = [:]
  private var room = Self.roomForTexts

  /// Bytes of all short texts together, their names included.
  private static let roomForTexts = 64 << 10

  init(_ folder: StateFolder, contentType: String?, takesAnyFile: Bool) throws(APIError) {
    guard let form = Multipart(contentType: contentType) else { throw .notMultipart }
    self.form = form
    self.folder = folder
    self.takesAnyFile = takesAnyFile
  }

  mutating func feed(_ piece: ByteBuffer) throws {
    var events: [Multipart.Event] = []
    do {
      try form.feed(piece.readableBytesView) { events.append($0) }
    } catch {
      throw APIError.notMultipart
    }
    for event in events { try take(event) }
  }

  private mutating func take(_ event: Multipart.Event) throws {
    switch event {
    case .begin(let head):
      if let name = head.fileName, file == nil, takesAnyFile || head.isAttachment {
        file = try IncomingFile(folder, title: name.isEmpty ? "file" : name)
        isInFile = true
      } else if head.fileName == nil, takesRoom(head.name.utf8.count + 1) {
        text = (head.name, [])
      }
    case .bytes(let bytes): try take(bytes)
    case .end:
      if let text { texts[text.name] = String(decoding: text.bytes, as: UTF8.self) }
      text = nil
      isInFile = false
    }
  }

  private mutating func take(_ bytes: ArraySlice<UInt8>) throws {
    if isInFile {
      guard (file?.size ?? 0) + bytes.count <= IncomingFile.largest else {
        throw APIError.bodyTooLarge
      }
      try file?.append(bytes)
    } else if text != nil, takesRoom(bytes.count) {
      text?.bytes += bytes
    }
  }

  private mutating func takesRoom(_ count: Int) -> Bool {
    guard count <= room else { return false }
    room -= count
    return true
  }

  /// The file, durable. A form without one, or one that stops in the middle, is refused.
  consuming func finish() throws -> Upload {
    guard form.isComplete else { throw APIError.notMultipart }
    guard let upload = try file?.finish(folder, texts: texts) else { throw APIError.notAFile }
    return upload
  }
}
