import LoraExperiment
import LoraGit
import LoraRunner
import LoraStore

/// The runs of a repository as a list: each with the name people call it by and what changed since
/// the run before. Read from commits alone.
struct RunListing {
  struct Row {
    /// `runs/x` for the tip, then `runs/x~1`, `runs/x~2`, …
    let name: String
    let run: LoggedRun
    let changes: [SettingChange]
  }

  let rows: [Row]

  /// - Parameters:
  ///   - branches: only these, as people write them; all when empty.
  ///   - limit: at most so many, the newest.
  init(of store: RunStore, branches: [String], limit: Int?) throws {
    var rows: [Row] = []
    for branch in try store.branches() {
      let short = RunBranchName.short(branch.reference)
      guard branches.isEmpty || branches.contains(short) || branches.contains(branch.name) else {
        continue
      }
      rows += Self.rows(of: short, try store.runs(from: branch.tip))
    }
    rows.sort { $0.run.commit.committer.seconds > $1.run.commit.committer.seconds }
    self.rows = limit.map { Array(rows.prefix($0)) } ?? rows
  }

  private static func rows(of branch: String, _ runs: [LoggedRun]) -> [Row] {
    runs.indices.map { index in
      let before = index + 1 < runs.count ? runs[index + 1] : nil
      return Row(
        name: index == 0 ? branch : "\(branch)~\(index)", run: runs[index],
        changes: before.map {
          SettingChange.between($0.summary.settings, runs[index].summary.settings)
        } ?? [])
    }
  }
}
