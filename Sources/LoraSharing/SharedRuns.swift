import LoraGit
import LoraProcess
public import LoraStore

/// Which runs a remote is known to have.
public struct SharedRuns: Sendable {
  private let unshared: Set<String>

  /// Asks git once, from what the remotes had when last seen.
  public init(among runs: [NamedRun], in store: RunStore) throws(SharingError) {
    guard !runs.isEmpty else {
      unshared = []
      return
    }
    let names = runs.map(\.run.id.hex)
    let walk = try Transport(store.repository.environment).start(
      ["rev-list", "--stdin", "--not", "--remotes"], lines: names)
    unshared =
      walk.status.isSuccess
      ? Set(walk.text.split(separator: "\n").map(String.init))
      : Set(names).subtracting(try Self.onRemoteBranches(store))
  }

  /// What can be known where a commit is missing: git then walks no history at all.
  private static func onRemoteBranches(_ store: RunStore) throws(SharingError) -> [String] {
    try LoraSharing.store { () throws(StoreError) in try store.remoteBranches() }
      .flatMap { store.history(of: $0.tip).runs.map(\.run.id.hex) }
  }

  public func contains(_ run: LoggedRun) -> Bool { !unshared.contains(run.id.hex) }
}
