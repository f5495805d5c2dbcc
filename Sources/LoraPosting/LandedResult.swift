import LoraExperiment
import LoraMirror
import LoraProcess
import LoraReport
import LoraReview
import LoraStore

extension RepositoryMirror {
  /// Bytes of the log's end that go to the task.
  private static let logTail = 64 << 10

  /// A run as its task hears of it, read from its commit.
  func result(of run: LoggedRun) throws(StoreError) -> RunResult {
    let reviewed = try ReviewedRun(run, named: try store.record(of: run).name, in: store)
    let log = try store.file("log.txt", of: run) ?? []
    return RunResult(
      record: reviewed.record, commit: run.id.hex, settings: reviewed.settings,
      data: try store.manifest(of: run), metrics: reviewed.metrics,
      evaluationLoss: run.summary.evaluationLoss, changes: try changes(since: run, reviewed),
      earlier: try earlier(than: run, reviewed.record),
      chart: reviewed.metrics.isEmpty
        ? nil
        : ReportPNG.curve(of: reviewed.record, commit: run.id.hex, metrics: reviewed.metrics),
      log: LogRedactor(environment: environment)
        .tail(of: String(decoding: log, as: UTF8.self), limit: Self.logTail),
      files: try files(of: run, reviewed.record))
  }

  private func changes(since run: LoggedRun, _ reviewed: ReviewedRun) throws(StoreError)
    -> ChangesSinceLastRun?
  {
    guard let before = try store.previous(run) else { return nil }
    let old = try ReviewedRun(before, named: before.id.short, in: store)
    return ChangesSinceLastRun(
      commit: before.id.hex, settings: (old.settings, reviewed.settings),
      data: (try store.manifest(of: before), try store.manifest(of: run)),
      loss: (old.record.totals.finalLoss, reviewed.record.totals.finalLoss))
  }

  /// As many as a summary shows, and a few that it counts.
  private static let mostEarlier = 50

  /// The branch's runs of the same task.
  private func earlier(than run: LoggedRun, _ record: RunRecord) throws(StoreError) -> [EarlierRun]
  {
    guard let task = record.clickupTask else { return [] }
    var found: [EarlierRun] = []
    var place = try store.previous(run)
    for _ in 0..<Self.mostEarlier {
      guard let before = place else { break }
      let old = try store.record(of: before)
      if old.clickupTask == task {
        found.append(
          EarlierRun(name: old.name, commit: before.id.hex, run: old.id, ended: old.ended))
      }
      place = try store.previous(before)
    }
    return found
  }

  private func files(of run: LoggedRun, _ record: RunRecord) throws(StoreError) -> [RunFile] {
    let roles = Dictionary(record.files.map { ($0.path, $0.role) }) { first, _ in first }
    return try store.files(of: run).compactMap { file in
      roles[file.path].map { RunFile(file.path, $0, file.content) }
    }
  }
}
