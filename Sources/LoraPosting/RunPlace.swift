import LoraExperiment
import LoraStore

/// Whether a run is a commit.
enum RunPlace {
  case landed(LoggedRun)
  case nowhere

  /// Nil when that cannot be known: a branch cannot be read.
  init?(of id: RunID, in store: RunStore) {
    do throws(StoreError) {
      self = try store.landedRun(id).map(RunPlace.landed) ?? .nowhere
    } catch { return nil }
  }
}
