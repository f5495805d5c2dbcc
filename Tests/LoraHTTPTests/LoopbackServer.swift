import Foundation
import LoraHTTP
import LoraProcess
import TestSupport

/// `Scripts/server.py`, running until the value goes.
final class LoopbackServer {
  /// For the files of a test.
  let folder: TemporaryFolder
  private let server: ScriptedServer
  private let scheme: String

  /// With a certificate (`openssl`'s, made on the spot) it speaks TLS.
  init(certificate: Certificate? = nil) throws {
    folder = try TemporaryFolder()
    scheme = certificate == nil ? "http" : "https"
    server = try ScriptedServer("server.py", certificate.map { [$0.file, $0.key] } ?? [])
  }

  var port: Int { server.port }

  func url(_ path: String) throws -> HTTPURL {
    try HTTPURL("\(scheme)://127.0.0.1:\(port)\(path)", plainHTTP: .toLoopback)
  }

  /// How many requests came for `path`.
  func count(of path: String) throws -> Int {
    let answer = try CurlTransport(environment: [:]).send(HTTPRequest(.get, url("/seen")))
    return try JSONDecoder().decode([String: Int].self, from: Data(answer.body))[path] ?? 0
  }
}

/// What the server's `/echo` says about the request it got.
struct Echo: Decodable {
  let method: String
  let path: String
  let headers: [String: String]
  let body: Data
  let connection: Int

  init(_ response: HTTPResponse) throws {
    self = try JSONDecoder().decode(Echo.self, from: Data(response.body))
  }
}

/// A certificate for 127.0.0.1 that nobody trusts yet.
struct Certificate {
  let folder: TemporaryFolder
  var file: String { folder.path + "/certificate.pem" }
  var key: String { folder.path + "/key.pem" }

  init() throws {
    folder = try TemporaryFolder()
    _ = try Command(
      "openssl",
      [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
        "-keyout", key, "-out", file, "-days", "2", "-subj", "/CN=loopback",
        "-addext", "subjectAltName=IP:127.0.0.1",
      ]
    ).run()
  }
}
