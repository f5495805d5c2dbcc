import LoraFiles

extension RunArea {
  /// The trainer of the run, or its supervisor: whichever lives as far as this machine can know.
  func livingTrainer() throws(StoreError) -> ProcessIdentity? {
    guard try trainerExit() == nil else { return nil }
    for process in [try trainer(), try supervisor()] {
      if let process, process.isAlive != false { return process }
    }
    return nil
  }
}
