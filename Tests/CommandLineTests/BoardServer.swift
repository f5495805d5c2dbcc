import Foundation
import Glibc

/// A server on loopback with one answer for each path below `/api/v2`; any other is "404 page not
/// found". Keeps what it was asked.
final class BoardServer: Sendable {
  let port: Int
  private let listener: Int32
  private let requests = Requests()

  /// - Parameter answers: JSON by method and path without its query: `GET /user`.
  init(_ answers: [String: String]) throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && listen(listener, 8) == 0
          && getsockname(listener, $0, &length) == 0
      }
    }
    guard bound else { throw POSIXError(.EADDRINUSE) }
    self.listener = listener
    port = Int(UInt16(bigEndian: address.sin_port))
    let requests = requests
    Thread.detachNewThread {
      while true {
        let connection = accept(listener, nil, nil)
        if connection < 0 { return }
        Self.serve(connection, answers, requests)
        close(connection)
      }
    }
  }

  deinit { shutdown(listener, Int32(SHUT_RDWR)) }

  /// What a client needs to know of it.
  var environment: [String: String] {
    [
      "CLICKUP_API_URL": "http://127.0.0.1:\(port)/api", "CLICKUP_TOKEN": "pk_sandbox_SECRET",
      "GIT_LORA_TEST_WAITS": "0",
    ]
  }

  /// Head and body of each request.
  var seen: [String] { requests.all }

  private static func serve(
    _ connection: Int32, _ answers: [String: String], _ requests: Requests
  ) {
    var text = ""
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    repeat {
      let count = read(connection, &chunk, chunk.count)
      guard count > 0 else { return }
      text += String(decoding: chunk[..<count], as: UTF8.self)
    } while !isWhole(text)
    requests.add(text)
    let words = text.prefix { $0 != "\r\n" }.split(separator: " ")
    let path = words.count > 1 ? words[1].prefix { $0 != "?" }.dropFirst("/api/v2".count) : ""
    let body = answers["\(words.first ?? "") \(path)"]
    let status = body == nil ? "404 Not Found" : "200 OK"
    let answer =
      "HTTP/1.1 \(status)\r\nContent-Length: \((body ?? "404 page not found").utf8.count)\r\n"
      + "X-RateLimit-Limit: 100\r\nX-RateLimit-Remaining: 90\r\nX-RateLimit-Reset: 4102444800\r\n"
      + "Connection: close\r\n\r\n" + (body ?? "404 page not found")
    _ = answer.withCString { write(connection, $0, strlen($0)) }
    shutdown(connection, Int32(SHUT_WR))
  }

  private static func isWhole(_ text: String) -> Bool {
    guard let end = text.range(of: "\r\n\r\n") else { return false }
    let head = text[..<end.lowerBound].lowercased()
    guard let field = head.range(of: "content-length: ") else { return true }
    let length = Int(head[field.upperBound...].prefix { $0.isNumber }) ?? 0
    return text[end.upperBound...].utf8.count >= length
  }

  private final class Requests: @unchecked Sendable {
    private let lock = NSLock()
    private var texts: [String] = []
    func add(_ text: String) { lock.withLock { texts.append(text) } }
    var all: [String] { lock.withLock { texts } }
  }
}
