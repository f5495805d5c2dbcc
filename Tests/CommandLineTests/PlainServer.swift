import Glibc
import TestSupport

/// A server on a free port of this machine that gives every request the same answer.
final class PlainServer: Sendable {
  private let listener: LoopbackListener

  init(answer: String) throws {
    listener = try LoopbackListener { connection in
      var request = [UInt8](repeating: 0, count: 1 << 16)
      _ = read(connection, &request, request.count)
      _ = answer.withCString { write(connection, $0, strlen($0)) }
      shutdown(connection, Int32(SHUT_WR))
    }
  }

  var port: Int { listener.port }
}
