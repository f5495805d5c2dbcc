import Foundation
import LoraProcess
import TestSupport

/// `git lora clickup sandbox`, running until the value goes.
final class SandboxProcess {
  let greeting: Greeting
  private let folder: TemporaryFolder
  private let process: ChildProcess

  /// The line it prints.
  struct Greeting: Decodable {
    let api, board, token, team, list, task: String
  }

  struct DidNotStart: Error {}

  init(_ options: String...) throws {
    folder = try TemporaryFolder()
    let said = folder.path + "/greeting"
    process = try ChildProcess(
      Command(
        Products.folder + "/git-lora",
        ["clickup", "sandbox", "--state", folder.path + "/state", "--seed", "1"] + options,
        environment: Workshop.environment, output: .append(toFile: said), errors: .inherit))
    var line = Data()
    while line.last != UInt8(ascii: "\n"), try process.poll() == nil {
      line = (try? Data(contentsOf: URL(fileURLWithPath: said))) ?? Data()
      usleep(5_000)
    }
    guard let greeting = try? JSONDecoder().decode(Greeting.self, from: line) else {
      throw DidNotStart()
    }
    self.greeting = greeting
  }

  deinit {
    process.signal(SIGTERM)
    _ = try? process.wait()
  }

  /// Its folder: `requests.jsonl`, `journal.jsonl`.
  var state: String { folder.path + "/state" }

  /// What a client needs to know of it.
  var environment: [String: String] {
    ["CLICKUP_API_URL": greeting.api, "CLICKUP_TOKEN": greeting.token, "GIT_LORA_TEST_WAITS": "1"]
  }
}
