public import LoraExperiment
public import LoraReport
public import LoraStore

/// What differs between two runs; the shape of `git lora diff --json` (`docs/json.md`).
public struct RunDifference: Sendable, Encodable {
  public struct Side: Sendable, Encodable {
    public let commit: String
    public let name: String
    public let state: RunState
  }

  public let format = 1
  public let a: Side
  public let b: Side
  /// The parts that were not asked for are nil.
  public let config: [SettingDifference]?
  public let environment: [SettingDifference]?
  public let metrics: MetricDifference?
  public let data: DataDifference?
  public let weights: [ModuleWeight]?
  /// Why `weights` is missing, in words, when it was asked for.
  public let weightsNote: String?
  /// What both adapters hold whole instead of as low-rank factors.
  public let savedModules: [SavedModule]?
  /// What is not part of the weights' numbers.
  public let notes: [String]?

  /// The parts that can be asked for alone.
  public enum Part: String, Sendable, CaseIterable { case config, metrics, data, weights }

  /// - Parameters:
  ///   - axis: nil chooses the one on which the runs can be compared.
  ///   - only: the parts to find out; all when nil. Weights are read from the LFS store.
  public init(
    from before: LoggedRun, to after: LoggedRun, in store: RunStore, axis: Axis? = nil,
    only: Part? = nil
  ) throws(StoreError) {
    let runs = (
      try ReviewedRun(before, named: "a = \(before.id.short)", in: store),
      try ReviewedRun(after, named: "b = \(after.id.short)", in: store)
    )
    a = Side(commit: before.id.hex, name: runs.0.record.name, state: runs.0.record.state)
    b = Side(commit: after.id.hex, name: runs.1.record.name, state: runs.1.record.state)
    func isWanted(_ part: Part) -> Bool { only == nil || only == part }
    config = isWanted(.config) ? SettingDifference.between(runs.0, runs.1) : nil
    environment =
      isWanted(.config)
      ? SettingDifference.environments(runs.0.record, runs.1.record, beyond: config ?? []) : nil
    metrics = isWanted(.metrics) ? MetricDifference(runs.0, runs.1, axis: axis) : nil
    data =
      isWanted(.data)
      ? DataDifference(from: try store.manifest(of: before), to: try store.manifest(of: after))
      : nil
    let weights =
      isWanted(.weights) ? WeightDifference(runs.0, runs.1, objects: store.objects) : nil
    self.weights = weights?.modules
    weightsNote = weights?.reason
    savedModules = weights?.saved
    notes = weights?.notes
  }
}
