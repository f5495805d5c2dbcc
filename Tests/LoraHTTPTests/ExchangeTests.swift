import Foundation
import LoraHTTP
import TestSupport
import Testing

/// What goes out and what comes back, when all is well.
struct ExchangeTests {
  private let server: LoopbackServer
  private let transport = CurlTransport(environment: [:])

  init() throws { server = try LoopbackServer() }

  @Test(arguments: [HTTPMethod.get, .post, .put, .patch, .delete])
  func methodAndBodyArrive(method: HTTPMethod) throws {
    for body in [[], [UInt8](0...255)] {
      let request = HTTPRequest(
        method, try server.url("/echo?a=1"), body: body.isEmpty ? .none : .bytes(body))
      let echo = try Echo(transport.send(request))
      #expect(echo.method == method.rawValue)
      #expect(echo.path == "/echo?a=1")
      #expect([UInt8](echo.body) == body)
      #expect(echo.headers["content-type"] == nil)
    }
  }

  @Test func headHasNoBody() throws {
    let answer = try transport.send(HTTPRequest(.head, server.url("/bytes")))
    #expect(answer.headers["content-length"] == "102400")
    #expect(answer.body.isEmpty)
  }

  @Test func headersArriveAndComeBack() throws {
    let headers: HTTPHeaders = [
      "Authorization": "pk_secret", "Content-Type": "application/json", "X-Empty": "",
    ]
    let answer = try transport.send(HTTPRequest(.get, server.url("/echo"), headers: headers))
    let echo = try Echo(answer)
    #expect(echo.headers["authorization"] == "pk_secret")
    #expect(echo.headers["content-type"] == "application/json")
    #expect(echo.headers["x-empty"] == "")
    #expect(echo.headers["user-agent"] == "git-lora")
    #expect(answer.headers.fields.filter { $0.name.lowercased() == "x-two" }.count == 2)
    #expect(answer.address?.description == "127.0.0.1")
  }

  @Test func headersDoNotOutliveTheirRequest() throws {
    var request = HTTPRequest(.post, try server.url("/echo"), headers: ["Authorization": "x"])
    _ = try transport.send(request)
    request.headers = [:]
    request.method = .get
    let echo = try Echo(transport.send(request))
    #expect(echo.headers["authorization"] == nil)
    #expect(echo.method == "GET")
  }

  @Test func oneConnectionServesManyRequests() throws {
    let numbers = try (0..<5).map { _ in
      try Echo(transport.send(HTTPRequest(.post, server.url("/echo"), body: .bytes([1]))))
        .connection
    }
    #expect(Set(numbers).count == 1)
  }

  @Test func gzipIsOfferedAndUndone() throws {
    let answer = try transport.send(HTTPRequest(.get, server.url("/gzip")))
    #expect(answer.body == Array(String(repeating: "hello ", count: 1000).utf8))
    var plain = HTTPRequest(.get, try server.url("/echo"))
    #expect(try Echo(transport.send(plain)).headers["accept-encoding"] == "gzip")
    plain.acceptsGzip = false
    #expect(try Echo(transport.send(plain)).headers["accept-encoding"] == nil)
  }

  @Test func redirectsAndErrorsAreAnswers() throws {
    let redirect = try transport.send(HTTPRequest(.get, server.url("/redirect")))
    #expect(redirect.status == 302)
    #expect(redirect.headers["location"] == "/echo")
    let missing = try transport.send(HTTPRequest(.get, server.url("/missing")))
    #expect(missing.status == 404)
    #expect(String(decoding: missing.body, as: UTF8.self).contains("X_1"))
    #expect(try server.count(of: "/echo") == 0)
  }

  @Test func filesOfFormsArriveByteForByte() throws {
    let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) }
    let file = try server.folder.write("adapter.bin", bytes: bytes)
    let answer = try transport.send(
      HTTPRequest(
        .post, server.url("/echo"),
        body: .form([
          .text("note", "一"), .file("attachment", at: file, named: "模型 \"a\"\r\n.bin"),
        ])))
    let echo = try Echo(answer)
    let boundary = try #require(
      echo.headers["content-type"]?.split(separator: "boundary=").last.map(String.init))
    let expected =
      Data(
        """
        --\(boundary)\r
        Content-Disposition: form-data; name="note"\r
        \r
        一\r
        --\(boundary)\r
        Content-Disposition: form-data; name="attachment"; filename="模型 %22a%22%0D%0A.bin"\r
        Content-Type: application/octet-stream\r
        \r\n
        """.utf8) + bytes + Data("\r\n--\(boundary)--\r\n".utf8)
    #expect(echo.body == expected)
  }

  @Test func bodiesStreamToDescriptorsAndClosures() throws {
    let path = try server.folder.write("part", "")
    let descriptor = open(path, O_WRONLY)
    defer { close(descriptor) }
    let request = HTTPRequest(.get, try server.url("/bytes"))
    let answer = try transport.send(request) { head in
      head.isSuccess ? .descriptor(descriptor, upTo: 102_400) : .small
    }
    #expect(answer.body.isEmpty)
    #expect(answer.received == 102_400)
    var chunks: [UInt8] = []
    _ = try transport.send(request) { _ in
      .chunks(upTo: .max) {
        chunks += $0
        return true
      }
    }
    #expect(try server.folder.read("part") == chunks)
    #expect(chunks.count == 102_400)
  }
}
