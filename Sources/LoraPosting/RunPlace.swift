import LoraExperiment
import LoraStore

/// Whether a run is a commit.
enum RunPlace {
  case landed(LoggedRun)
  case nowhere

  /// Nil when that cannot be known: a branch cannot be read.
  init?(of id: RunID, in store: RunStore) {
    guard let branches = try? store.branches() else { return nil }
    var isUnknown = false
    for branch in branches {
      guard let runs = try? store.runs(from: branch.tip) else {
        isUnknown = true
        continue
      }
      if let run = runs.first(where: { $0.summary.id == id }) {
        self = .landed(run)
        return
      }
    }
    if isUnknown { return nil }
    self = .nowhere
  }
}
