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
  public let config: [SettingDifference]
  public let metrics: MetricDifference
  public let data: DataDifference
  public let weights: [ModuleWeight]?
  /// Why `weights` is missing, in words.
  public let weightsNote: String?
  public let environment: [SettingDifference]

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
    config = SettingDifference.between(runs.0, runs.1)
    environment = SettingDifference.environments(runs.0.record, runs.1.record)
    metrics = MetricDifference(runs.0, runs.1, axis: axis)
    data = DataDifference(from: try store.manifest(of: before), to: try store.manifest(of: after))
    let weights =
      only == nil || only == .weights
      ? WeightDifference(runs.0, runs.1, objects: store.objects)
      : WeightDifference(modules: nil, note: "not asked for")
    self.weights = weights.modules
    weightsNote = weights.note
  }
}
