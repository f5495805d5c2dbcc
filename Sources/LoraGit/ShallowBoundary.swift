import CLibGit2
import Glibc
import LoraNames

extension Repository {
  /// Whether a shallow clone's history was cut below that commit, so that its parents are not
  /// expected to be here. Git's file `shallow` lists such commits, one a line.
  public func isShallow(at commit: ObjectID) -> Bool {
    guard git_repository_is_shallow(pointer) == 1,
      let file = fopen(environment.paths.commonDirectory + "/shallow", "re")
    else { return false }
    defer { fclose(file) }
    var line: UnsafeMutablePointer<CChar>?
    var capacity = 0
    defer { free(line) }
    while getline(&line, &capacity, file) > 0, let text = line {
      if String(cString: text).begins(with: commit.hex) { return true }
    }
    return false
  }
}
