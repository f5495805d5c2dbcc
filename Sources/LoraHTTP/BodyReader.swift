import Glibc

/// Reads a body from start to end, piece by piece. Its length is fixed when it is made, so that
/// what was handed out so far says whether the last byte can have been sent.
final class BodyReader {
  let length: Int
  /// `Content-Type`, when the body decides on it.
  let contentType: String?
  /// How many bytes were handed out at most, over all attempts.
  private(set) var furthest = 0
  /// Why reading stopped early.
  private(set) var failure: HTTPError.Kind?

  private let pieces: [Piece]
  private var current = 0
  private var offset = 0
  private var handedOut = 0

  private enum Piece {
    case bytes([UInt8])
    case file(OpenFile)

    var length: Int {
      switch self {
      case .bytes(let bytes): bytes.count
      case .file(let file): file.length
      }
    }
  }

  init(_ body: HTTPBody) throws(HTTPError.Kind) {
    switch body {
    case .none: (pieces, contentType) = ([], nil)
    case .bytes(let bytes): (pieces, contentType) = ([.bytes(bytes)], nil)
    case .form(let parts):
      let boundary =
        "lora-" + String(UInt64.random(in: .min ... .max), radix: 36)
        + String(UInt64.random(in: .min ... .max), radix: 36)
      contentType = "multipart/form-data; boundary=\(boundary)"
      pieces = try Self.pieces(of: parts, boundary: boundary)
    }
    length = pieces.reduce(0) { $0 + $1.length }
  }

  private static func pieces(of parts: [FormPart], boundary: String) throws(HTTPError.Kind)
    -> [Piece]
  {
    var pieces: [Piece] = []
    for part in parts {
      pieces.append(.bytes(Array(part.head(boundary: boundary).utf8)))
      switch part.content {
      case .text(let text): pieces.append(.bytes(Array(text.utf8)))
      case .file(let path, _, _): pieces.append(.file(try OpenFile(path)))
      }
      pieces.append(.bytes(Array("\r\n".utf8)))
    }
    return pieces + [.bytes(Array("--\(boundary)--\r\n".utf8))]
  }

  /// Fills `buffer` as far as the current piece goes; 0 at the end, nil when a file fails.
  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int? {
    while current < pieces.count && offset == pieces[current].length {
      (current, offset) = (current + 1, 0)
    }
    guard current < pieces.count else { return 0 }
    let wanted = min(buffer.count, pieces[current].length - offset)
    switch pieces[current] {
    case .bytes(let bytes):
      bytes.withUnsafeBytes {
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset..<offset + wanted]))
      }
    case .file(let file):
      if let problem = file.read(into: buffer.baseAddress, count: wanted, at: offset) {
        failure = problem
        return nil
      }
    }
    offset += wanted
    handedOut += wanted
    furthest = max(furthest, handedOut)
    return wanted
  }

  func rewind() { (current, offset, handedOut) = (0, 0, 0) }
}

/// A regular file, opened once: replacing its name meanwhile changes nothing.
private final class OpenFile {
  let length: Int
  private let path: String
  private let descriptor: Int32

  init(_ path: String) throws(HTTPError.Kind) {
    // Without O_NONBLOCK a named pipe would wait here for a writer.
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .file(path: path, code: errno) }
    self.path = path
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw .file(path: path, code: EINVAL)
    }
    length = Int(status.st_size)
  }

  deinit { close(descriptor) }

  /// Reads exactly `count` bytes, or says why not; a file that shrank ends too early.
  func read(into buffer: UnsafeMutableRawPointer?, count: Int, at offset: Int) -> HTTPError.Kind? {
    var done = 0
    while done < count {
      let got = pread(descriptor, buffer.map { $0 + done }, count - done, off_t(offset + done))
      if got < 0 && errno == EINTR { continue }
      guard got > 0 else { return .file(path: path, code: got < 0 ? errno : ENODATA) }
      done += got
    }
    return nil
  }
}
