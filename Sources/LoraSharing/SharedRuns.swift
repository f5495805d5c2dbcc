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
    let walk = try Transport(store.repository.environment).run(
      ["rev-list", "--stdin", "--not", "--remotes"], lines: runs.map(\.run.id.hex))
    unshared = Set(walk.text.split(separator: "\n").map(String.init))
  }

  public func contains(_ run: LoggedRun) -> Bool { !unshared.contains(run.id.hex) }
}
