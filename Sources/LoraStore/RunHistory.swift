public import LoraGit

/// The runs of a branch along first parents, newest first, and what kept some from being read.
///
/// It ends at the first commit that is no run, where a shallow clone ends, and at a commit that
/// cannot be read. A run whose trailers cannot be understood is passed over.
public struct RunHistory: Sendable, Equatable {
  public internal(set) var runs: [PlacedRun] = []
  public internal(set) var flaws: [HistoryFlaw] = []
}

/// A run, and its place below the tip: `runs/x~2` has 2.
public struct PlacedRun: Sendable, Equatable {
  public let run: LoggedRun
  public let place: Int
}

/// A commit of a run branch that cannot be read, or not as the run that it says it is.
public struct HistoryFlaw: Error, Sendable, Equatable {
  public let commit: ObjectID
  public let place: Int
  public let kind: Kind

  public enum Kind: Sendable, Equatable {
    case missing
    case damaged
    /// Its message says that it is a run, and lacks what every run's has.
    case unintelligible
  }

  public var cause: String {
    switch kind {
    case .missing: "the commit \(commit) is missing, and with it every run before it"
    case .damaged: "the commit \(commit) is damaged: neither it nor any run before it can be read"
    case .unintelligible: "its trailers cannot be understood, so it is not listed"
    }
  }

  public var hint: String {
    switch kind {
    case .missing, .damaged:
      "git fsck names what is lost; git fetch --refetch brings it from a remote that has it"
    case .unintelligible:
      "look at it with git show -s \(commit.short); a newer git-lora may know them"
    }
  }
}

extension RunStore {
  /// Reads commits only. One that cannot be read is a flaw of this branch and no error, so that
  /// the other branches are still listed.
  ///
  /// - Parameters:
  ///   - known: commits at which to stop.
  ///   - limit: so many runs at most.
  public func history(of tip: ObjectID, upTo known: Set<ObjectID> = [], limit: Int = .max)
    -> RunHistory
  {
    var history = RunHistory()
    var (next, child, place): (ObjectID?, ObjectID?, Int) = (tip, nil, 0)
    while let id = next, history.runs.count < limit, !known.contains(id) {
      let commit: Commit
      do { commit = try repository.commit(id) } catch {
        let isMissing = error.kind == .notFound
        if isMissing, let child, repository.isShallow(at: child) { break }
        history.flaws.append(
          HistoryFlaw(commit: id, place: place, kind: isMissing ? .missing : .damaged))
        break
      }
      if let run = LoggedRun(commit) {
        history.runs.append(PlacedRun(run: run, place: place))
      } else if RunSummary.isClaimed(by: commit.message) {
        history.flaws.append(HistoryFlaw(commit: id, place: place, kind: .unintelligible))
      } else {
        break
      }
      (next, child, place) = (commit.parents.first, id, place + 1)
    }
    return history
  }
}
