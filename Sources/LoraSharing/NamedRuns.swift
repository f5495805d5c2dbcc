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
  /// Commits that cannot be read, or not as the runs that they say they are.
  public private(set) var unreadable: [RunProblem] = []

  public init(in store: RunStore) throws(SharingError) {
    var seen: Set<ObjectID> = []
    for (name, tip) in try Self.tips(in: store) {
      walk(from: tip, called: name, in: store, &seen)
    }
  }

  private static func tips(in store: RunStore) throws(SharingError) -> [(String, ObjectID)] {
    let branches = try LoraSharing.store { () throws(StoreError) in
      try store.branches() + store.remoteBranches()
    }
    let tips = branches.map { (RunRefs.short($0.reference), $0.tip) }
    let withdrawn = try RunMark.withdrawn.set(in: store)
    return tips + withdrawn.sorted().map { ($0.short, $0) }
  }

  private mutating func walk(
    from tip: ObjectID, called name: String, in store: RunStore, _ seen: inout Set<ObjectID>
  ) {
    func placed(_ place: Int) -> String { place == 0 ? name : "\(name)~\(place)" }
    let history = store.history(of: tip, upTo: seen)
    for found in history.runs {
      seen.insert(found.run.id)
      runs.append(NamedRun(name: placed(found.place), run: found.run))
    }
    for flaw in history.flaws {
      // What is lost is lost to every branch that needs it; the rest is said once.
      if flaw.kind == .unintelligible { seen.insert(flaw.commit) }
      unreadable.append(
        RunProblem(
          run: placed(flaw.place), commit: flaw.commit, file: nil, cause: flaw.cause,
          hint: flaw.hint))
    }
  }
}
