/// Whether everyone who may read a remote can get a run from it, weights and all.
public enum Publication: Sendable, Equatable {
  /// The first remote that has everything, and its address without user part.
  case published(remote: Remote, address: String)
  /// In words, why not.
  case unpublished(reason: String)
  /// Nobody could say: never the same as "no".
  case unknown(reason: String)
}
