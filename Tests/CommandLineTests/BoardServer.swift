import Foundation
import Glibc
import TestSupport

/// A server on loopback with one answer for each path below `/api/v2`; any other is "404 page not
/// found". Keeps what it was asked.
final class BoardServer: Sendable {
  private let listener: LoopbackListener
  private let requests: Requests

  /// - Parameter answers: JSON by method and path without its query: `GET /user`.
  init(_ answers: [String: String]) throws {
    let requests = Requests()
    self.requests = requests
    listener = try LoopbackListener { Self.serve($0, answers, requests) }
  }

  var port: Int { listener.port }

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
