public import LoraGit

/// Runs that are hidden from listings: `refs/lora/withdrawn/<commit>` points to each, so that it
/// stays readable and can be brought back.
public enum WithdrawnRuns {
  public static let prefix = "refs/lora/withdrawn/"

  public static func reference(of commit: ObjectID) -> String { prefix + commit.hex }

  /// The commit that a full reference name marks; nil when the name is no mark.
  public static func commit(of reference: String) -> ObjectID? {
    reference.hasPrefix(prefix) ? ObjectID(hex: reference.dropFirst(prefix.count)) : nil
  }

  /// The commits of all withdrawn runs.
  public static func set(in store: RunStore) throws(StoreError) -> Set<ObjectID> {
    let marks = try LoraStore.store { () throws(GitError) in
      try store.repository.references(under: prefix)
    }
    return Set(marks.map(\.id))
  }
}
