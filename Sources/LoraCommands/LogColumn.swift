import LoraReview

/// What `git lora log` can show of a run.
enum LogColumn: String, CaseIterable {
  case run, commit, state, when, steps, loss, best, eval, seconds, seed, trainer, config, changed

  static let names = allCases.map(\.rawValue).joined(separator: ", ")

  var title: String { rawValue.uppercased() }

  var alignment: Table.Alignment {
    switch self {
    case .steps, .best, .eval, .seconds, .seed: .right
    default: .left
    }
  }

  /// For people.
  func text(of row: RunRow) -> String {
    let summary = row.run.summary
    switch self {
    case .commit: return row.run.id.short
    case .when: return RelativeTime.text(since: row.run.commit.committer.seconds)
    case .loss: return LossText.firstToLast(summary.firstLoss, summary.finalLoss)
    case .best: return summary.bestLoss.map { Numbers.loss($0) } ?? "–"
    case .eval: return summary.evaluationLoss.map { Numbers.loss($0) } ?? "–"
    default: return value(of: row)
    }
  }

  /// For programs: full precision, ISO times.
  func value(of row: RunRow) -> String {
    let summary = row.run.summary
    return switch self {
    case .run: row.name
    case .commit: row.run.id.hex
    case .state: summary.state.rawValue
    case .when: RelativeTime.iso(row.run.commit.committer.seconds)
    case .steps: String(summary.steps)
    case .loss: Self.exact(summary.finalLoss)
    case .best: Self.exact(summary.bestLoss)
    case .eval: Self.exact(summary.evaluationLoss)
    case .seconds: "\(summary.seconds)"
    case .seed: summary.seed.map(String.init) ?? ""
    case .trainer: summary.trainer
    case .config: summary.config
    case .changed: row.changes.map(\.text).joined(separator: ", ")
    }
  }

  private static func exact(_ loss: Float?) -> String {
    loss.map { $0.isFinite ? "\($0)" : "not finite" } ?? ""
  }
}
