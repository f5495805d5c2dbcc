import LoraExperiment
public import LoraStore

/// What to say of a run whose process is gone, and of one that could not land.
public enum ActiveRunWords {
  public static func vanished(_ run: ActiveRun) -> String {
    "run \(run.state.id.short) of \(run.state.name) was interrupted: its process is gone. "
      + "What it left is in \(run.area.folder); its start is kept as \(RunRefs.active(run.state.id))"
  }

  public static func kept(_ kept: KeptRun) -> String {
    "run \(kept.record.id.short) of \(kept.record.name) is finished and on no branch; "
      + "land it with: \(kept.landing)"
  }
}
