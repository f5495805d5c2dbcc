import Foundation
import LoraProcess
import TestSupport

/// `Scripts/lfs.py`, running until the value goes.
final class LFSServer {
  let port: Int
  private let folder: TemporaryFolder
  private let process: ChildProcess

  struct DidNotStart: Error {}

  /// - Parameters:
  ///   - objects: a folder laid out as git-lfs does.
  ///   - user: `name:password` that everyone must show.
  init(objects: String, user: String? = nil) throws {
    folder = try TemporaryFolder()
    let script =
      URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Scripts/lfs.py"
    let portFile = folder.path + "/port"
    process = try ChildProcess(
      Command(
        "python3", [script, portFile, objects] + (user.map { [$0] } ?? []), output: .inherit,
        errors: .inherit))
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
}
