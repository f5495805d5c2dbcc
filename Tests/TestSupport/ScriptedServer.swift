import Foundation
import Glibc
import LoraProcess

/// A server in Python on loopback, running until the value goes. The script writes its port to the
/// file that its first argument names, and ends on SIGTERM.
public final class ScriptedServer {
  public let port: Int
  private let folder: TemporaryFolder
  private let process: ChildProcess

  public struct DidNotStart: Error {}

  /// - Parameters:
  ///   - script: below `Scripts/`, beside the file of the test.
  ///   - arguments: those after the port's file.
  public init(_ script: String, _ arguments: [String] = [], besides test: String = #filePath)
    throws
  {
    folder = try TemporaryFolder()
    let path = URL(filePath: test).deletingLastPathComponent().appending(path: "Scripts/\(script)")
    let portFile = folder.path + "/port"
    process = try ChildProcess(
      Command(
        "python3", ["-B", path.path, portFile] + arguments, output: .discard, errors: .inherit))
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
