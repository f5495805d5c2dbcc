import LoraExperiment
import LoraReport
import LoraReview
import LoraStore

/// One run on the terminal.
struct ShowPage {
  private let run: LoggedRun
  private let record: RunRecord
  private let report: ReportRun

  init(run: ReviewedRun) {
    self.run = run.run
    record = run.record
    report = run.report
  }

  func text(on terminal: Terminal) -> String {
    let heading = terminal.styled(run.commit.subject.printable, .bold)
    return [
      heading, facts, chart(terminal), section("config", settings, terminal),
      section("files", files, terminal),
    ]
    .filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private func chart(_ terminal: Terminal) -> String {
    let curves = [report.trainingLoss(on: .step), report.validationLoss(on: .step)]
      .compactMap { $0 }.filter { $0.points.count > 1 }
    guard !curves.isEmpty else { return "" }
    let width = min(terminal.isInteractive ? terminal.columns : 80, 100)
    return TerminalChart.render(series: curves, width: width, height: 8, unicode: true)
      .joined(separator: "\n")
  }

  private var facts: String {
    let totals = record.totals
    let rows: [(String, String?)] = [
      ("commit", run.id.hex),
      ("state", record.state.rawValue + (record.reason.map { ": \($0)" } ?? "")),
      ("when", "\(record.started) to \(record.ended)"),
      ("steps", steps(totals)),
      ("loss", "\(LossText.firstToLast(totals.firstLoss, totals.finalLoss)) (training)"),
      ("not finite", totals.notFinite),
      ("best", totals.bestLoss.map { "\(Numbers.loss($0)) at step \(totals.bestStep ?? 0)" }),
      ("validation", run.summary.evaluationLoss.map { Numbers.loss($0) }),
      ("time", Numbers.duration(totals.seconds)),
      ("trainer", trainer),
      ("base", record.baseModel.map { "\($0.path)  sha256 \($0.digest)" }),
      ("seed", record.seed.map(String.init)),
      ("source", source),
      ("host", "\(record.host.name), \(record.host.processor), \(record.host.cores) cores"),
      ("task", record.clickupTask),
      ("repeats", record.repeats),
    ]
    return rows.compactMap { title, value in
      value.map { title.padded(to: 12) + $0.printable }
    }.joined(separator: "\n")
  }

  private func steps(_ totals: Totals) -> String {
    let planned = totals.plannedSteps.map { " of \($0)" } ?? ""
    return "\(totals.steps)\(planned)"
      + (totals.epochs.map { ", \(Numbers.fixed($0, 2)) epochs" } ?? "")
  }

  private var trainer: String {
    [record.trainer.name, record.trainer.version, record.trainer.kernel.map { "(\($0))" }]
      .compactMap { $0 }.joined(separator: " ")
  }

  private var source: String {
    (record.source.commit ?? "no commit yet")
      + (record.source.dirty ? ", with uncommitted edits" : "")
  }

  private var settings: [String] {
    run.summary.settings.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)".printable }
  }

  private var files: [String] {
    let width = record.files.map { $0.path.columns }.max() ?? 0
    return record.files.map { file in
      "\(file.path.printable.padded(to: width))  \(Numbers.bytes(file.bytes))\(file.inLFS ? "  LFS" : "")"
    }
  }

  private func section(_ title: String, _ lines: [String], _ terminal: Terminal) -> String {
    lines.isEmpty
      ? "" : ([terminal.styled(title, .bold)] + lines.map { "  " + $0 }).joined(separator: "\n")
  }
}
