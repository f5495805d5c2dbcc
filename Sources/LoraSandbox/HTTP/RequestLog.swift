import Glibc
import Synchronization

/// `requests.jsonl`: a line for each request to the API or for a file, so that a test can count what
/// arrived and what was done. Neither tokens nor bodies are in it.
final class RequestLog: Sendable {
  private let descriptor: Int32
  private let count = Mutex(0)

  init(_ path: String) throws(SandboxError) {
    descriptor = try FileCalls.open(path, O_WRONLY | O_CREAT | O_APPEND)
  }

  struct Line: Sendable {
    let clock: Int
    let method: String
    let path: String
    var query = ""
    var bytes = 0
    /// What the client was told; nil when it was told nothing.
    var status: Int?
    /// What the work came to; nil when it was not done.
    var worked: Int?
    var fault: String?
    var notifyAll: Bool?
  }

  func write(_ line: Line) {
    let number = count.withLock { count in
      count += 1
      return count
    }
    var json: JSON = [
      "n": .int(number), "at": .int(line.clock), "method": .string(line.method),
      "path": .string(line.path), "query": .string(line.query), "bytes": .int(line.bytes),
      "status": JSON(line.status), "worked": JSON(line.worked), "fault": JSON(line.fault),
    ]
    if let notifyAll = line.notifyAll { json["notify_all"] = JSON(notifyAll) }
    // A line that cannot be written is missed by a test and by nobody else.
    try? FileCalls.write(json.bytes + [UInt8(ascii: "\n")], to: descriptor)
  }

  deinit { close(descriptor) }
}
