import CLibGit2
import LoraProcess

extension Repository {
  /// Writes a commit object and returns its id; no reference moves. Signed through the git program
  /// when `commit.gpgsign` is on.
  public func writeCommit(
    tree: ObjectID, parents: [ObjectID], message: String, by identities: Identities,
    signed: Bool = true
  ) throws(GitError) -> ObjectID {
    if signed, environment.settings.flag("commit.gpgsign") == true {
      return try writeSignedCommit(tree: tree, parents: parents, message: message, by: identities)
    }
    var commits: [OpaquePointer?] = []
    defer { commits.forEach { git_commit_free($0) } }
    for parent in parents {
      var raw = parent.raw
      commits.append(
        try object("git_commit_lookup", parent.hex) { git_commit_lookup(&$0, pointer, &raw) })
    }
    let id = try withTree(tree) { tree throws(GitError) in
      try identities.author.withSignature { author throws(GitError) in
        try identities.committer.withSignature { committer throws(GitError) in
          var id = git_oid()
          try call("git_commit_create") {
            git_commit_create(
              &id, pointer, nil, author, committer, nil, message, tree, commits.count, &commits)
          }
          return id
        }
      }
    }
    return written(id)
  }

  private func writeSignedCommit(
    tree: ObjectID, parents: [ObjectID], message: String, by identities: Identities
  ) throws(GitError) -> ObjectID {
    var git = environment.program
    git.environment.merge(identities.variables) { $1 }
    let named = parents.flatMap { ["-p", $0.hex] }
    let process = try git.start(
      // Like libgit2, whatever i18n.commitEncoding says: the message is UTF-8.
      ["-c", "i18n.commitEncoding=UTF-8", "commit-tree", "-S"] + named + ["-F", "-", tree.hex],
      input: .bytes(Array(message.utf8)))
    let answer = try process.finish()
    guard answer.status.isSuccess, let id = ObjectID(hex: answer.line) else {
      throw GitError(
        .signing, process.name,
        "commit.gpgsign is on, and signing the run failed: \(answer.errorText)",
        hint: "check 'git commit -S' in this shell, or turn it off: git -c commit.gpgsign=false "
          + "lora …")
    }
    unsynced.insert(id)
    return id
  }
}

extension Identities {
  var variables: [String: String] {
    let (author, committer) = (self.author, self.committer)
    return [
      "GIT_AUTHOR_NAME": author.name, "GIT_AUTHOR_EMAIL": author.email,
      "GIT_AUTHOR_DATE": author.date,
      "GIT_COMMITTER_NAME": committer.name, "GIT_COMMITTER_EMAIL": committer.email,
      "GIT_COMMITTER_DATE": committer.date,
    ]
  }
}

extension Identity {
  /// Git's raw date form: `@1700000000 +0130`.
  var date: String {
    let minutes = abs(offset)
    let zone = minutes / 60 * 100 + minutes % 60
    let digits = String(zone)
    return "@\(seconds) \(offset < 0 ? "-" : "+")"
      + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
