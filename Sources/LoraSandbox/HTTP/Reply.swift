import NIOHTTP1

/// An answer as it goes out.
struct Reply: Sendable {
  var status: Int
  var headers: [(name: String, value: String)] = []
  var body: Body

  enum Body: Sendable {
    case none
    case bytes([UInt8])
    /// So many bytes of a file, from a place on.
    case file(path: String, start: Int, count: Int)

    var count: Int {
      switch self {
      case .none: 0
      case .bytes(let bytes): bytes.count
      case .file(_, _, let count): count
      }
    }
  }

  init(_ status: Int, _ body: Body = .none, headers: [(name: String, value: String)] = []) {
    self.status = status
    self.body = body
    self.headers = headers
  }

  static func json(_ status: Int, _ json: JSON) -> Reply {
    Reply(
      status, .bytes(json.bytes), headers: [("Content-Type", "application/json; charset=utf-8")])
  }

  static func text(_ status: Int, _ text: String) -> Reply {
    Reply(
      status, .bytes(Array(text.utf8)), headers: [("Content-Type", "text/plain; charset=utf-8")])
  }

  mutating func add(_ name: String, _ value: String) { headers.append((name, value)) }

  /// The head as NIO sends it. Nothing here may be guessed at by a browser or sit in a cache.
  func head(version: HTTPVersion, keepAlive: Bool) -> HTTPResponseHead {
    var fields = HTTPHeaders(headers.map { ($0.name, $0.value) })
    fields.replaceOrAdd(name: "X-Content-Type-Options", value: "nosniff")
    if !fields.contains(name: "Cache-Control") {
      fields.add(name: "Cache-Control", value: "no-store")
    }
    if status != 204 { fields.replaceOrAdd(name: "Content-Length", value: String(body.count)) }
    fields.replaceOrAdd(name: "Connection", value: keepAlive ? "keep-alive" : "close")
    return HTTPResponseHead(
      version: version, status: HTTPResponseStatus(statusCode: status), headers: fields)
  }
}
