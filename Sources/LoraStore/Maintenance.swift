import LoraGit

extension RunStore {
  /// Starts Git's own housekeeping in the background, as `git commit` does: thousands of runs
  /// would otherwise leave tens of thousands of loose objects.
  public func startMaintenance() { repository.environment.startMaintenance() }
}
