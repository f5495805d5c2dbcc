public import LoraExperiment
public import LoraStore

/// A landed run as its task hears of it.
public struct RunResult: Sendable {
  public var record: RunRecord
  /// 40 hexadecimal digits.
  public var commit: String
  /// Resolved, by the keys' own names.
  public var settings: [String: String]
  public var data: DataManifest
  public var metrics: [Metric]
  public var evaluationLoss: Float?
  public var changes: ChangesSinceLastRun?
  /// Runs of the same task before this one, the last first.
  public var earlier: [EarlierRun]
  /// The curves as PNG; nil when there is nothing to draw.
  public var chart: [UInt8]?
  /// The end of the log, redacted.
  public var log: String
  /// Of the run's folder: samples and adapter at least.
  public var files: [RunFile]

  public init(
    record: RunRecord, commit: String, settings: [String: String], data: DataManifest,
    metrics: [Metric], evaluationLoss: Float? = nil, changes: ChangesSinceLastRun? = nil,
    earlier: [EarlierRun] = [], chart: [UInt8]?, log: String, files: [RunFile]
  ) {
    self.record = record
    self.commit = commit
    self.settings = settings
    self.data = data
    self.metrics = metrics
    self.evaluationLoss = evaluationLoss
    self.changes = changes
    self.earlier = earlier
    self.chart = chart
    self.log = log
    self.files = files
  }

  /// The adapter's weights, when the run has any that can be used.
  var adapter: RecordedFile? {
    guard record.state != .failed else { return nil }
    let files = files.filter { $0.role == .adapter }.map(\.recorded)
    return files.first { $0.path.hasSuffix(".safetensors") } ?? files.first
  }
}

extension RunProgress {
  /// As it stood at the end, from what the run recorded.
  init(of result: RunResult) {
    self.init()
    for (number, metric) in zip(1..., result.metrics) {
      var event = TrainingEvent(.step, sequence: number, time: result.record.ended)
      event.step = metric.step
      event.totalSteps = result.record.totals.plannedSteps
      event.epoch = metric.epoch
      event.loss = metric.loss
      event.learningRate = metric.learningRate
      take(event)
    }
  }
}
