public import LoraGit

/// Runs that a task names: `refs/lora/mirrored/<commit>` points to each, so that Git's housekeeping
/// never removes a commit that people read on a board.
public enum MirroredRuns {
  public static let prefix = "refs/lora/mirrored/"

  public static func reference(of commit: ObjectID) -> String { prefix + commit.hex }

  /// The commit that a full reference name marks; nil when the name is no mark.
  public static func commit(of reference: String) -> ObjectID? {
    reference.hasPrefix(prefix) ? ObjectID(hex: reference.dropFirst(prefix.count)) : nil
  }

  /// The commits of all mirrored runs.
  public static func set(in store: RunStore) throws(StoreError) -> Set<ObjectID> {
    let marks = try LoraStore.store { () throws(GitError) in
      try store.repository.references(under: prefix)
    }
    return Set(marks.map(\.id))
  }
}

extension RunStore {
  /// Marks a run before anything outside this repository names it; does nothing when it is marked.
  public func markMirrored(_ run: LoggedRun) throws(StoreError) {
    let name = MirroredRuns.reference(of: run.id)
    try store { () throws(GitError) in
      if try repository.reference(name) == run.id { return }
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
