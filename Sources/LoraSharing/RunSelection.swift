import LoraGit
import LoraNames
import LoraStore

/// A run branch to be sent, up to one of its runs.
struct SelectedBranch: Sendable {
  let branch: RunBranch
  /// The branch's tip, or an earlier run.
  let upTo: ObjectID
}

/// Which runs of this repository the words of a command mean.
struct RunSelection {
  let store: RunStore
  let remotes: [String]

  /// The branches that the words name; a run below a tip means its branch up to there.
  func branches(named words: [String]) throws(SharingError) -> [SelectedBranch] {
    let all = try LoraSharing.store { () throws(StoreError) in try store.branches() }
    var chosen: [SelectedBranch] = []
    for word in words { chosen.append(try branch(word, among: all)) }
    return chosen
  }

  /// The run branches of a repository, by what their tips are.
  struct Everything {
    var runs: [SelectedBranch] = []
    /// A commit made by hand on top is the user's to push.
    var others: [RunBranch] = []
    /// The tip cannot be read, and why.
    var broken: [(branch: RunBranch, error: SharingError)] = []
  }

  func everyBranch() throws(SharingError) -> Everything {
    var all = Everything()
    for branch in try LoraSharing.store({ () throws(StoreError) in try store.branches() }) {
      do throws(SharingError) {
        if try isRun(branch.tip) {
          all.runs.append(SelectedBranch(branch: branch, upTo: branch.tip))
        } else {
          all.others.append(branch)
        }
      } catch { all.broken.append((branch, error)) }
    }
    return all
  }

  /// The run that a revision names, or a run's name without the branch's prefix.
  func run(_ word: String) throws(SharingError) -> LoggedRun {
    let prefix = RunRefs.short(store.refs.prefix)
    for revision in [word, prefix + word] {
      if let run = try? store.run(revision) { return run }
    }
    throw .unknownWord(word, remotes: remotes)
  }

  private func branch(_ word: String, among all: [RunBranch]) throws(SharingError)
    -> SelectedBranch
  {
    if let branch = all.first(where: {
      $0.name.sameBytes(as: word) || RunRefs.short($0.reference).sameBytes(as: word)
    }) {
      return SelectedBranch(branch: branch, upTo: branch.tip)
    }
    let run = try run(word)
    for branch in all where try holds(branch, run) {
      return SelectedBranch(branch: branch, upTo: run.id)
    }
    throw .notOnABranch(revision: word)
  }

  private func holds(_ branch: RunBranch, _ run: LoggedRun) throws(SharingError) -> Bool {
    try LoraSharing.store { () throws(StoreError) in try store.runs(from: branch.tip) }
      .contains { $0.id == run.id }
  }

  private func isRun(_ commit: ObjectID) throws(SharingError) -> Bool {
    try !LoraSharing.store { () throws(StoreError) in
      try store.runs(from: commit, limit: 1)
    }.isEmpty
  }
}
