import Foundation
import LoraClickUp
import LoraProcess
import TestSupport

/// `Scripts/peer.py`, running until the value goes.
final class Peer {
  let folder: TemporaryFolder
  private let process: ChildProcess
  /// What a client needs to know of it.
  let environment: [String: String]

  init(token: String = "pk_sandbox_1") throws {
    folder = try TemporaryFolder()
    let script =
      URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Scripts/peer.py"
    let portFile = folder.path + "/port"
    process = try ChildProcess(
      Command("python3", [script, portFile], output: .inherit, errors: .inherit))
    var port: String?
    while port == nil, try process.poll() == nil {
      port = try? String(contentsOfFile: portFile, encoding: .utf8)
      usleep(5_000)
    }
    environment = [
      "CLICKUP_API_URL": "http://127.0.0.1:\(port ?? "")/api", "CLICKUP_TOKEN": token,
      "XDG_STATE_HOME": folder.path + "/state", "GIT_LORA_TEST_WAITS": "0",
    ]
  }

  deinit {
    process.signal(SIGTERM)
    _ = try? process.wait()
  }

  func client(_ variables: [String: String] = [:]) throws -> ClickUpClient {
    try ClickUpClient(environment: environment.merging(variables) { $1 })
  }

  /// The paths that were asked for, in order.
  func seen() throws -> [String] {
    try (client().plan(ofWorkspace: "seen") ?? "").split(separator: " ").map { String($0) }
  }
}
