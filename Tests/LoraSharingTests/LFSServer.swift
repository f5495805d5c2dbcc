import TestSupport

/// `Scripts/lfs.py`, running until the value goes.
final class LFSServer {
  private let server: ScriptedServer

  /// - Parameters:
  ///   - objects: a folder laid out as git-lfs does.
  ///   - user: `name:password` that everyone must show.
  init(objects: String, user: String? = nil) throws {
    server = try ScriptedServer("lfs.py", [objects] + (user.map { [$0] } ?? []))
  }

  var port: Int { server.port }
}
