import LoraFiles

extension RunArea {
  /// The trainer of the run, or its supervisor: whichever lives as far as this machine can know.
  var livingTrainer: ProcessIdentity? {
    // After a power cut each of these files may be empty; then no process is left either.
    guard ((try? trainerExit()) ?? nil) == nil else { return nil }
    let processes = [(try? trainer()) ?? nil, (try? supervisor()) ?? nil].compactMap { $0 }
    return processes.first { $0.isAlive != false }
  }
}
