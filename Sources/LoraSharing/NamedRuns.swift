import LoraGit
public import LoraStore

/// A run with the name people call it by: `runs/x`, `origin/runs/x~2`, or a hash.
public struct NamedRun: Sendable {
  public let name: String
  public let run: LoggedRun

  public init(name: String, run: LoggedRun) {
    self.name = name
    self.run = run
  }
}

/// Every run that this repository knows: of local branches, of remotes' branches, withdrawn ones.
public struct NamedRuns: Sendable {
  public private(set) var runs: [NamedRun] = []
  /// Commits that claim to be runs and cannot be read as such.
  public private(set) var unreadable: [RunProblem] = []

  public init(in store: RunStore) throws(SharingError) {
    var seen: Set<ObjectID> = []
    for (name, tip) in try Self.tips(in: store) {
      try walk(from: tip, called: name, in: store, &seen)
    }
  }

  private static func tips(in store: RunStore) throws(SharingError) -> [(String, ObjectID)] {
    let branches = try LoraSharing.store { () throws(StoreError) in
      try store.branches() + store.remoteBranches()
    }
    let tips = branches.map { (RunRefs.short($0.reference), $0.tip) }
    let withdrawn = try LoraSharing.store { () throws(StoreError) in
      try WithdrawnRuns.set(in: store)
    }
    return tips + withdrawn.sorted().map { ($0.short, $0) }
  }

  private mutating func walk(
    from tip: ObjectID, called name: String, in store: RunStore, _ seen: inout Set<ObjectID>
  ) throws(SharingError) {
    var commits: [Commit] = []
    try git { () throws(GitError) in
      try store.repository.walkFirstParents(from: tip) { commit in
        commits.append(commit)
        return !seen.contains(commit.id) && RunSummary(message: commit.message) != nil
      }
    }
    for (index, commit) in commits.enumerated() where !seen.contains(commit.id) {
      guard let run = try? store.run(commit.id.hex) else {
        if let problem = Self.problem(with: commit, on: name) { unreadable.append(problem) }
        continue
      }
      seen.insert(commit.id)
      runs.append(NamedRun(name: index == 0 ? name : "\(name)~\(index)", run: run))
    }
  }

  /// Where the runs of a branch end stands their source, or a run that this program cannot read.
  private static func problem(with commit: Commit, on branch: String) -> RunProblem? {
    guard commit.message.contains("\nLora-Run:") else { return nil }
    return RunProblem(
      run: branch, commit: commit.id, file: nil,
      cause: "its trailers cannot be understood, so it and the runs before it are not listed",
      hint: "look at it with git show -s \(commit.id.short); a newer git-lora may know them")
  }
}
