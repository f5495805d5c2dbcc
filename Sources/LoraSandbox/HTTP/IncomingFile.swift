import Glibc

/// An upload on its way to the state folder: written as it comes, durable before it is named in the
/// journal, gone again when the request comes to nothing.
struct IncomingFile: ~Copyable {
  private let path: String
  private let descriptor: Int32
  private let id: String
  private let title: String
  private let ending: String
  private(set) var size = 0
  private var first: [UInt8] = []
  private var isFinished = false

  static let largest = 1 << 30
  /// Enough of a file to see what picture it is.
  private static let beginning = 64 << 10

  init(_ folder: StateFolder, title: String) throws(SandboxError) {
    self.title = title
    ending = Self.ending(of: title)
    id = UUIDText.secret() + (ending.isEmpty ? "" : ".\(ending)")
    path = folder.file(id)
    descriptor = try FileCalls.open(path, O_WRONLY | O_CREAT | O_EXCL)
  }

  mutating func append(_ bytes: ArraySlice<UInt8>) throws(SandboxError) {
    if first.count < Self.beginning { first += bytes.prefix(Self.beginning - first.count) }
    size += bytes.count
    try FileCalls.write(bytes, to: descriptor)
  }

  mutating func finish(_ folder: StateFolder, texts: [String: String]) throws(SandboxError)
    -> Upload
  {
    guard fsync(descriptor) == 0 else { throw FileCalls.failure("sync", path) }
    FileCalls.syncFolder(folder.files)
    isFinished = true
    return Upload(
      id: id, title: texts["filename"].flatMap { $0.isEmpty ? nil : $0 } ?? title,
      fileExtension: ending, size: size, picture: Picture(first), texts: texts)
  }

  /// Letters and digits after the last dot: they become part of an address.
  private static func ending(of title: String) -> String {
    guard let dot = title.lastIndex(of: "."), dot != title.startIndex else { return "" }
    let text = title[title.index(after: dot)...]
    let isPlain = text.utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x61...0x7a).contains($0 | 0x20)
    }
    return isPlain && text.count <= 16 ? text.lowercased() : ""
  }

  deinit {
    close(descriptor)
    if !isFinished { unlink(path) }
  }
}
