import FoundationEssentials
public import LoraExperiment

/// What the trainer has told so far, folded into what the record needs.
public struct RunJournal: Sendable {
  public private(set) var metrics: [Metric] = []
  /// Step and loss on held-out data.
  public private(set) var evaluations: [(step: Int, loss: Float)] = []
  public private(set) var start: TrainingEvent?
  public private(set) var end: TrainingEvent?
  public private(set) var adapterPaths: [String] = []
  /// Where checkpoints are, the newest last.
  public private(set) var checkpointPaths: [String] = []
  public private(set) var warnings: [String] = []
  /// What the trainer said instead of writing it to a file.
  private(set) var samples: [ToldSample] = []
  private static let mostWarnings = 1000
  /// Tokens trained on so far, as far as the trainer counts them.
  private var tokens: Int?

  public init() {}

  public mutating func take(_ event: TrainingEvent) {
    switch event.kind {
    case .start: start = event
    case .step: take(step: event)
    case .evaluation: take(evaluation: event)
    case .adapter: if let path = event.path { adapterPaths.append(path) }
    case .checkpoint: if let path = event.path { checkpointPaths.append(path) }
    case .warning: take(warning: event)
    case .end: end = event
    case .sample: if let sample = ToldSample(event) { samples.append(sample) }
    default: break
    }
  }

  /// A resumed trainer repeats steps after its checkpoint; the later telling stands.
  private mutating func take(step event: TrainingEvent) {
    tokens = event.tokens ?? tokens
    guard let metric = event.metric else { return }
    while let last = metrics.last, last.step >= metric.step { metrics.removeLast() }
    metrics.append(metric)
  }

  /// A trainer may warn at every step; the first warnings say what is wrong.
  private mutating func take(warning event: TrainingEvent) {
    guard let message = event.message, warnings.count < Self.mostWarnings else { return }
    warnings.append(message)
  }

  private mutating func take(evaluation event: TrainingEvent) {
    guard let step = event.step, let loss = event.loss else { return }
    while let last = evaluations.last, last.step >= step { evaluations.removeLast() }
    evaluations.append((step, loss))
  }

  /// The lines of `metrics.jsonl`: one a step, with the validation loss where one was measured.
  public var points: [Metric] {
    let measured = Dictionary(evaluations.map { ($0.step, $0.loss) }) { $1 }
    return metrics.map { metric in
      var point = metric
      point.evaluationLoss = measured[metric.step]
      return point
    }
  }

  /// Whether the trainer polls the stop file, so that no signal needs to reach it first.
  public var knowsStopFile: Bool { start?.knowsStopFile ?? false }

  public func totals(seconds: Double) -> Totals {
    var totals = Totals()
    totals.seconds = (seconds * 1000).rounded() / 1000
    totals.steps = metrics.last?.step ?? end?.step ?? 0
    totals.plannedSteps = start?.totalSteps
    totals.epochs = metrics.last?.epoch
    totals.examples = start?.examples
    totals.tokens = end?.tokens ?? tokens
    totals.firstLoss = metrics.first?.loss
    totals.finalLoss = metrics.last?.loss
    let best = metrics.filter { $0.loss.isFinite }.min { $0.loss < $1.loss }
    totals.bestLoss = best?.loss
    totals.bestStep = best?.step
    let notFinite = metrics.count { !$0.loss.isFinite }
    totals.stepsNotFinite = notFinite > 0 ? notFinite : nil
    totals.notFiniteSince = notFiniteSince
    return totals
  }

  /// Says so where the last loss is not finite.
  var endsNotFinite: String? { notFiniteSince.map { "loss not finite from step \($0)" } }

  /// Where the steps without a finite loss begin that the metrics end with; nil when the last loss
  /// is finite.
  private var notFiniteSince: Int? {
    let lastFinite = metrics.lastIndex { $0.loss.isFinite }
    let first = lastFinite.map { $0 + 1 } ?? 0
    return first < metrics.count ? metrics[first].step : nil
  }
}
