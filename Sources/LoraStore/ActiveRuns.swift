import Glibc
public import LoraExperiment
import LoraFiles

/// A run that has begun and not landed.
public struct ActiveRun: Sendable, Equatable {
  public let area: RunArea
  public let state: ActiveRunState

  /// As written, but `interrupted` when the process that followed the run is gone.
  public let standing: RunState
  /// Its trainer, while that lives as far as this machine can know.
  public let trainer: ProcessIdentity?
}

extension RunStore {
  /// Makes the private area of a new run and holds it.
  public func makeArea(for id: RunID) throws(StoreError) -> HeldRunArea {
    let area = area(of: id)
    while true {
      try onDisk(Files.makeFolder(area.output))
      // Before it is held, it may pass for that of a run that was killed as it began, and go.
      do throws(StoreError) {
        // The trainer's process goes on with the log, and knows nothing of shared repositories.
        _ = try onDisk(OpenFile(area.log, O_WRONLY | O_CREAT))
        let held = try HeldRunArea(area)
        if Standing(area.output) == .folder { return held }
      } catch {
        guard case .file(let reason) = error, reason.code == ENOENT else { throw error }
      }
    }
  }

  public func area(of id: RunID) -> RunArea { RunArea(id: id, in: folder) }

  /// The runs in progress and those whose process vanished, oldest first.
  public func activeRuns() throws(StoreError) -> [ActiveRun] {
    var found: [ActiveRun] = []
    for name in Files.names(in: folder + "/runs") {
      guard let id = RunID(text: name) else { continue }
      let area = area(of: id)
      // An area without a state is being made, or being removed, just now. After a power cut a file of
      // it may be empty: that must not be in the way of other runs.
      guard let state = (try? area.state()) ?? nil else { continue }
      let isHeld = try isFollowed(area, state)
      let isGone = state.state == .running && !isHeld
      found.append(
        ActiveRun(
          area: area, state: state, standing: isGone ? .interrupted : state.state,
          trainer: area.livingTrainer))
    }
    return found.sorted { $0.state.started < $1.state.started }
  }

  /// The lock says so for processes of other machines and containers too, where the file system
  /// knows locks; the process table where it does not.
  func isFollowed(_ area: RunArea, _ state: ActiveRunState?) throws(StoreError) -> Bool {
    if state?.process.isAlive == true { return true }
    return try onDisk(FileLock(ifFree: area.lockFile)) == nil
  }
}
