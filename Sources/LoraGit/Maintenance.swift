import LoraProcess

extension GitEnvironment {
  /// Starts `git maintenance run --auto --quiet`, which detaches itself. Nobody waits for it: it
  /// is not what the user asked for, and a failure shows again in their next `git commit`.
  ///
  /// Not where the user turned it off (`maintenance.auto`, `gc.auto`).
  public func startMaintenance() {
    if settings.flag("maintenance.auto") == false || settings["gc.auto"] == "0" { return }
    let command = Command(
      "git", ["maintenance", "run", "--auto", "--quiet"], environment: program.environment,
      folder: program.folder, output: .discard, errors: .discard, ownGroup: true)
    _ = try? ChildProcess(command)
  }
}
