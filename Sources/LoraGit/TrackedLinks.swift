import Glibc
import LoraFiles
import LoraProcess

extension GitEnvironment {
  /// The first symbolic link on the way from the top of the working tree to `path`, `path` itself
  /// included, that a repository tracks: whoever pushed it would decide where our files go. A link
  /// that nobody tracks is the user's own, and so is a way that begins outside.
  public func trackedLink(onTheWayTo path: String) -> String? {
    guard let top = paths.topLevel else { return nil }
    return Files.links(on: path, below: top).first(where: isTracked)
  }

  /// Asked where the link lies, so that a submodule answers for its own.
  private func isTracked(_ link: String) -> Bool {
    var asked = command(["ls-files", "--stage", "-z", "--", Files.name(of: link)])
    asked.folder = Files.parent(of: link)
    asked.environment["GIT_LITERAL_PATHSPECS"] = "1"
    guard let answer = try? asked.run(), answer.status.isSuccess else { return false }
    return answer.output.starts(with: "120000 ".utf8)
  }
}
