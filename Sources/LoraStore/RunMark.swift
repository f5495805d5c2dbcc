public import LoraGit
import LoraNames

/// A mark on a run: a reference named after its commit, which remotes get too. It keeps the commit
/// from Git's housekeeping, whatever becomes of the run's branch.
public enum RunMark: String, Sendable, CaseIterable {
  /// Hidden from listings; stays readable and can be brought back.
  case withdrawn
  /// Named by a task on a board.
  case mirrored

  /// `refs/lora/withdrawn/`
  public var prefix: String { "refs/lora/\(rawValue)/" }

  public func reference(of commit: ObjectID) -> String { prefix + commit.hex }

  /// The commit that a full reference name marks; nil when the name is no such mark.
  public func commit(of reference: String) -> ObjectID? {
    reference.rest(after: prefix).flatMap { ObjectID(hex: $0) }
  }

  /// The commits of all runs that are marked so.
  public func commits(in store: RunStore) throws(StoreError) -> Set<ObjectID> {
    let marks = try LoraStore.store { () throws(GitError) in
      try store.repository.references(under: prefix)
    }
    return Set(marks.map(\.id))
  }
}

extension RunStore {
  /// Marks a run before anything outside this repository names it; does nothing when it is marked.
  public func markMirrored(_ run: LoggedRun) throws(StoreError) {
    let name = RunMark.mirrored.reference(of: run.id)
    if try store({ () throws(GitError) in try repository.reference(name) }) == run.id { return }
    try protect(run)
    try store { () throws(GitError) in
      do throws(GitError) {
        try repository.move(
          name, from: nil, to: run.id, reason: "lora: mirror \(run.id.short)",
          by: try repository.environment.identities().committer)
      } catch {
        // Another process may have been faster.
        guard try repository.reference(name) == run.id else { throw error }
      }
    }
  }
}
