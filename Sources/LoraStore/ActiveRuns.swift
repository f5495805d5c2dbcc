import Glibc
public import LoraExperiment
import LoraFiles

/// A run that has begun and not landed.
public struct ActiveRun: Sendable, Equatable {
  public let area: RunArea
  public let state: ActiveRunState

  /// As written, but `interrupted` when the process that followed the run is gone.
  public let standing: RunState
}

extension RunStore {
  /// Makes the private area of a new run and holds it.
  public func makeArea(for id: RunID) throws(StoreError) -> HeldRunArea {
    let area = area(of: id)
    try onDisk(Files.makeFolder(area.output))
    // The trainer's process goes on with it, and knows nothing of shared repositories.
    _ = try onDisk(OpenFile(area.log, O_WRONLY | O_CREAT))
    return try HeldRunArea(area)
  }

  public func area(of id: RunID) -> RunArea { RunArea(id: id, in: folder) }

  /// The runs in progress and those whose process vanished, oldest first.
  public func activeRuns() throws(StoreError) -> [ActiveRun] {
    var found: [ActiveRun] = []
    for name in Files.names(in: folder + "/runs") {
      guard let id = RunID(text: name) else { continue }
      let area = area(of: id)
      // An area without a state is being made, or being removed, just now.
      guard let state = try area.state() else { continue }
      let isHeld = try isAlive(state, in: area)
      let isGone = state.state == .running && !isHeld
      found.append(
        ActiveRun(area: area, state: state, standing: isGone ? .interrupted : state.state))
    }
    return found.sorted { $0.state.started < $1.state.started }
  }

  /// The lock says so for processes of other machines and containers too, where the file system
  /// knows locks; the process table where it does not.
  private func isAlive(_ state: ActiveRunState, in area: RunArea) throws(StoreError) -> Bool {
    if state.process.isAlive == true { return true }
    return try onDisk(FileLock(ifFree: area.lockFile)) == nil
  }
}
