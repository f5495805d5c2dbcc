import LoraGit

/// Others whose hook it is, so that it is not this program's to write.
enum HookStranger {
  case team
  case otherRepositories

  var adviceToAdd: String {
    switch self {
    case .team:
      "the team shares this file: add these lines right after its '#!' line, or use --write-tracked"
    case .otherRepositories:
      "core.hooksPath leads outside this repository, to a folder that other repositories share: "
        + "add these lines there by hand, or give this repository its own: "
        + "git config core.hooksPath \"$(git rev-parse --git-common-dir)/hooks\""
    }
  }

  var adviceToRemove: String {
    switch self {
    case .team: "the team shares this file: delete the git-lora block, or use --write-tracked"
    case .otherRepositories: "other repositories share this file: delete the git-lora block there"
    }
  }
}

extension HookInstaller {
  /// Whose file it is, when not this clone's own.
  func stranger(
    to location: HookLocation, writeTracked: Bool
  ) throws(HookError) -> HookStranger? {
    switch location.owner {
    case .clone: return nil
    case .outside: return .otherRepositories
    case .workingTree(let path):
      if writeTracked { return nil }
      let isIgnored = try HookError.wrapping { () throws(GitError) in try git.ignores(path) }
      return isIgnored ? nil : .team
    }
  }
}
