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

  var column: Table.Column {
    Table.Column(title: title, alignment: alignment, rank: rank, least: least)
  }

  /// A name is typed again, so most of it stays; only what is read may be cut short.
  private var least: Int? {
    switch self {
    case .run: 24
    case .changed, .config, .trainer: TableLayout.leastText
    default: nil
    }
  }

  private var rank: Int {
    switch self {
    case .run: 0
    case .state: 1
    case .loss, .best, .eval: 2
    case .commit: 3
    case .steps: 4
    case .changed: 6
    default: 5
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
