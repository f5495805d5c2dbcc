import Foundation
import LoraHTTP
import LoraProcess
import TestSupport

/// `Scripts/fileserver.py`, running until the value goes.
final class FileServer {
  let port: Int
  private let folder: TemporaryFolder
  private let process: ChildProcess

  struct DidNotStart: Error {}

  init() throws {
    folder = try TemporaryFolder()
    let script =
      URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Scripts/fileserver.py"
    let portFile = folder.path + "/port"
    process = try ChildProcess(
      Command("python3", ["-B", script, portFile], output: .discard, errors: .discard))
    var port: Int?
    while port == nil, try process.poll() == nil {
      port = (try? String(contentsOfFile: portFile, encoding: .utf8)).flatMap { Int($0) }
      usleep(5_000)
    }
    guard let port else { throw DidNotStart() }
    self.port = port
  }

  deinit {
    process.signal(SIGTERM)
    _ = try? process.wait()
  }

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
