public import LoraDigest
public import LoraExperiment
public import LoraGit

/// What a run's commit message says about it: enough to list runs without reading a blob.
public struct RunSummary: Sendable, Equatable {
  public var id: RunID
  public var state: RunState
  /// The run's folder in the commit's tree.
  public var folder: String
  /// The config's path below the top of the working tree.
  public var config: String
  /// HEAD at the start; nil on an unborn branch.
  public var source: ObjectID?
  public var steps: Int
  /// Of these, one that was not finite is not a number.
  public var firstLoss: Float?
  public var finalLoss: Float?
  public var bestLoss: Float?
  /// The last loss on held-out data.
  public var evaluationLoss: Float?
  public var seed: Int?
  public var trainer: String
  public var base: Digest?
  /// Wall-clock time of the training.
  public var seconds: Double
  /// The config's keys that were set explicitly, with their values as text, by key.
  public var settings: [String: String]

  public init(
    of record: RunRecord, settings: [String: String] = [:], evaluationLoss: Float? = nil
  ) {
    id = record.id
    state = record.state
    folder = record.folder
    config = record.config
    source = record.source.commit.flatMap { ObjectID(hex: $0) }
    steps = record.totals.steps
    firstLoss = record.totals.firstLoss
    finalLoss = record.totals.finalLoss
    bestLoss = record.totals.bestLoss
    self.evaluationLoss = evaluationLoss
    seed = record.seed
    trainer = record.trainer.name
    base = record.baseModel?.digest
    seconds = record.totals.seconds
    self.settings = settings
  }
}
