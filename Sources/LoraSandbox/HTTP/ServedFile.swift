import Glibc
import NIOCore

/// A file that is being sent.
struct ServedFile: ~Copyable {
  private let descriptor: Int32

  init(_ path: String) throws(SandboxError) { descriptor = try FileCalls.open(path, O_RDONLY) }

  func read(from place: Int, atMost count: Int) throws(SandboxError) -> ByteBuffer {
    var buffer = ByteBufferAllocator().buffer(capacity: count)
    let got = buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: count) {
      max(pread(descriptor, $0.baseAddress, count, off_t(place)), 0)
    }
    guard got > 0 else { throw FileCalls.failure("read", "an attachment") }
    return buffer
  }

  deinit { close(descriptor) }
}
