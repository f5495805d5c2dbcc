public import LoraStore

/// A number by which runs are filtered, sorted and chosen.
public enum RunMeasure: String, Sendable, CaseIterable {
  /// The final training loss.
  case loss
  /// The lowest training loss.
  case best
  /// The last validation loss.
  case eval
  case steps
  case seconds
  /// When it was recorded.
  case time

  /// A loss that is not finite is no measure: it is neither low nor high.
  public func value(of run: LoggedRun) -> Double? {
    let value = recorded(in: run)
    return value?.isFinite == true ? value : nil
  }

  private func recorded(in run: LoggedRun) -> Double? {
    switch self {
    case .loss: run.summary.finalLoss.map(Double.init)
    case .best: run.summary.bestLoss.map(Double.init)
    case .eval: run.summary.evaluationLoss.map(Double.init)
    case .steps: Double(run.summary.steps)
    case .seconds: run.summary.seconds
    case .time: Double(run.commit.committer.seconds)
    }
  }

  /// In words, so that no table leaves open which loss it shows.
  public var label: String {
    switch self {
    case .loss: "final training loss"
    case .best: "best training loss"
    case .eval: "last validation loss"
    case .steps: "steps"
    case .seconds: "seconds"
    case .time: "time"
    }
  }
}
