import Foundation
import LoraHTTP
import TestSupport

/// `Scripts/fileserver.py`, running until the value goes.
final class FileServer {
  private let server: ScriptedServer

  init() throws { server = try ScriptedServer("fileserver.py") }

  private var port: Int { server.port }

  func address(_ path: String) -> String { "http://127.0.0.1:\(port)\(path)" }

  struct Asked: Decodable {
    let path: String
    let headers: [String: String]
  }

  /// What was asked so far.
  func asked() throws -> [Asked] {
    let url = try HTTPURL(address("/log"), plainHTTP: .toLoopback)
    let answer = try CurlTransport(environment: [:]).send(HTTPRequest(.get, url))
    return try JSONDecoder().decode([Asked].self, from: Data(answer.body))
  }

  /// The bytes of `/f/SIZE`.
  static func content(_ size: Int) -> [UInt8] {
    let block = Array(repeating: (0..<251).map { UInt8($0) }, count: 4096).flatMap { $0 }
    return Array(Array(repeating: block, count: size / block.count + 1).joined().prefix(size))
  }
}
