import Foundation
import LoraHTTP
import TestSupport
import Testing

/// What goes wrong, in which words, and what the server can have seen by then.
struct FailureTests {
  private let server: LoopbackServer
  private let transport = CurlTransport(environment: [:])

  init() throws { server = try LoopbackServer() }

  private func failure(
    of request: HTTPRequest,
    to destination: @escaping (HTTPHead) -> HTTPDestination = { _ in .small }
  ) throws -> HTTPError {
    try #require(throws: HTTPError.self) { try transport.send(request, to: destination) }
  }

  @Test func silenceEndsInTime() throws {
    let timeouts = HTTPRequest.Timeouts(total: 0.3)
    let error = try failure(of: HTTPRequest(.get, server.url("/slow"), timeouts: timeouts))
    guard case .timeOut = error.kind else { return #expect(Bool(false), "\(error)") }
    #expect(error.sent == .perhapsAll)
  }

  @Test func noServerMeansNothingWasSent() throws {
    let url = try LoopbackServer().url("/echo")  // gone by now
    let error = try failure(of: HTTPRequest(.post, url, body: .bytes([1])))
    guard case .connection = error.kind else { return #expect(Bool(false), "\(error)") }
    #expect(error.sent == .nothing)
    #expect(error.isSurelyUndone)
  }

  private func failureBehind(proxy: String, to host: String) throws -> HTTPError {
    var request = HTTPRequest(.get, try HTTPURL("https://\(host)/x"))
    request.route.proxy = proxy
    return try failure(of: request)
  }

  @Test(arguments: [("api.example", 407), ("403.example", 403)])
  func aProxyThatRefusesIsNamedWithoutItsPassword(host: String, status: Int) throws {
    let error = try failureBehind(proxy: "http://me:SECRET@127.0.0.1:\(server.port)", to: host)
    #expect(error.kind == .proxy(status: status), "\(error)")
    #expect(error.isSurelyUndone && !error.kind.isPassing)
    #expect("\(error)".contains("proxy") && error.kind.hint?.contains("https_proxy") == true)
    #expect(!"\(error)".contains("SECRET"))
  }

  @Test(arguments: ["odd://me:SECRET@127.0.0.1:1", "http://me:SEC@RET@127.0.0.1:x1"])
  func anUnusableProxysAddressIsSaidWithoutItsPassword(proxy: String) throws {
    let error = try failureBehind(proxy: proxy, to: "api.example")
    #expect(!"\(error)".contains("SEC") && !"\(error)".contains("me:"), "\(error)")
  }

  @Test func anUntrustedCertificateLeadsToTheVariables() throws {
    let secure = try LoopbackServer(certificate: Certificate())
    let error = try failure(of: HTTPRequest(.get, secure.url("/echo")))
    guard case .tls = error.kind else { return #expect(Bool(false), "\(error)") }
    #expect(error.kind.hint?.contains("CURL_CA_BUNDLE") == true)
  }

  @Test func cutAnswersAreErrors() throws {
    let error = try failure(of: HTTPRequest(.get, server.url("/cut")))
    guard case .connection = error.kind else { return #expect(Bool(false), "\(error)") }
  }

  @Test(arguments: [HTTPMethod.post, .patch])
  func whatMayHaveBeenDoneIsNotSentAgain(method: HTTPMethod) throws {
    _ = try transport.send(HTTPRequest(.get, server.url("/echo")))  // a connection to reuse
    for body in [HTTPBody.bytes([1, 2, 3]), .none] {
      let before = try server.count(of: "/drop")
      let error = try failure(of: HTTPRequest(method, server.url("/drop"), body: body))
      guard case .connection = error.kind else { return #expect(Bool(false), "\(error)") }
      #expect(error.sent == .perhapsAll)
      #expect(try server.count(of: "/drop") == before + 1)
      _ = try transport.send(HTTPRequest(.get, server.url("/echo")))
    }
  }

  /// The connection must not decide for whoever wants to look first.
  @Test func whatIsToBeSentOnceIsSentOnce() throws {
    _ = try transport.send(HTTPRequest(.get, server.url("/echo")))  // a connection to reuse
    var request = HTTPRequest(.put, try server.url("/drop"), body: .bytes([1, 2, 3]))
    request.isRepeatable = false
    let before = try server.count(of: "/drop")
    #expect(try failure(of: request).sent == .perhapsAll)
    #expect(try server.count(of: "/drop") == before + 1)
  }

  @Test func aCutUploadIsProvenUndone() throws {
    let size = 64 << 20
    let file = try server.folder.write("large", bytes: [UInt8](repeating: 7, count: size))
    let body = HTTPBody.form([.file("attachment", at: file, named: "large")])
    let error = try failure(of: HTTPRequest(.post, server.url("/reset"), body: body))
    guard case .part(let bytes, let total) = error.sent else {
      return #expect(Bool(false), "\(error) \(error.sent)")
    }
    #expect(bytes < total)
    #expect(total > size)
  }

  @Test(arguments: ["/bytes", "/gzip"])
  func theBoundHoldsForDecodedBytes(path: String) throws {
    for destination in [
      HTTPDestination.memory(upTo: 5999), .descriptor(-1, upTo: 0), .chunks(upTo: 1) { _ in true },
    ] {
      let error = try failure(of: HTTPRequest(.get, server.url(path))) { _ in destination }
      guard case .tooLarge = error.kind else { return #expect(Bool(false), "\(error)") }
    }
    let exact = try transport.send(HTTPRequest(.get, server.url("/gzip"))) { _ in
      .memory(upTo: 6000)
    }
    #expect(exact.received == 6000)
  }

  @Test func destinationsMayFailOrStop() throws {
    let request = HTTPRequest(.get, try server.url("/bytes"))
    #expect(
      try failure(of: request) { _ in .descriptor(-1, upTo: .max) }.kind
        == .destination(code: EBADF))
    #expect(try failure(of: request) { _ in .chunks(upTo: .max) { _ in false } }.kind == .stopped)
  }

  @Test func refusedAddressesSeeNothing() throws {
    var request = HTTPRequest(.post, try server.url("/refused"), body: .bytes([1]))
    request.mayConnect = { $0.isPublic }
    let loopback = try #require(IPAddress("127.0.0.1"))
    #expect(try failure(of: request).kind == .refusedAddress(loopback))
    // It was not even connected to. Nor is a connection used that is open already.
    let allowed = try Echo(transport.send(HTTPRequest(.get, server.url("/echo"))))
    #expect(allowed.connection == 1)
    let error = try failure(of: request)
    #expect(error.kind == .refusedAddress(loopback))
    #expect(error.sent == .nothing)
    #expect(try server.count(of: "/refused") == 0)
  }

  @Test func filesThatCannotBeSentAreNamed() throws {
    for (path, code) in [(server.folder.path + "/none", ENOENT), (server.folder.path, EINVAL)] {
      let body = HTTPBody.form([.file("a", at: path, named: "a")])
      let error = try failure(of: HTTPRequest(.post, server.url("/echo"), body: body))
      #expect(error.kind == .file(path: path, code: code))
      #expect(error.sent == .nothing)
    }
  }

  @Test(arguments: [("X", "a\r\nAuthorization: b"), ("X:", "a"), ("", "a"), ("X", "a\nb")])
  func headersCannotSmuggle(name: String, value: String) throws {
    var headers = HTTPHeaders()
    headers.add(name, value)
    let error = try failure(of: HTTPRequest(.get, server.url("/echo"), headers: headers))
    guard case .invalid = error.kind else { return #expect(Bool(false), "\(error)") }
    #expect(!"\(error)".contains("Authorization"))
    #expect(try server.count(of: "/echo") == 0)
  }

  @Test func whatIsNoHTTPIsTheServersDoing() throws {
    let error = try failure(of: HTTPRequest(.get, server.url("/odd")))
    guard case .connection = error.kind else { return #expect(Bool(false), "\(error)") }
  }

  @Test func headCarriesNoBody() throws {
    let request = HTTPRequest(.head, try server.url("/echo"), body: .bytes([1]))
    #expect(try failure(of: request).kind == .invalid("HEAD has no body"))
  }

  @Test func certificatesAreVerified() throws {
    let certificate = try Certificate()
    let secure = try LoopbackServer(certificate: certificate)
    let request = HTTPRequest(.get, try secure.url("/echo"), headers: ["Authorization": "pk_x"])
    let error = try failure(of: request)
    guard case .tls = error.kind else { return #expect(Bool(false), "\(error)") }
    #expect(error.sent == .nothing)
    for variable in ["CURL_CA_BUNDLE", "SSL_CERT_FILE"] {
      let trusting = CurlTransport(environment: [variable: certificate.file])
      #expect(try trusting.send(request).status == 200)
    }
    var routed = request
    routed.route.certificates = certificate.file
    #expect(try CurlTransport(environment: [:]).send(routed).status == 200)
    let mistaken = CurlTransport(environment: ["CURL_CA_BUNDLE": "/nonexistent"])
    #expect(throws: HTTPError.self) { try mistaken.send(request) }
  }
}
