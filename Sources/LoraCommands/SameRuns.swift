import LoraReview
import LoraRunner
import LoraStore

/// Two names of one run, which is seldom what somebody wanted to compare.
enum SameRuns {
  static func note(in runs: [(name: String, run: LoggedRun)]) {
    for (index, later) in runs.enumerated() {
      guard let first = runs[..<index].first(where: { $0.run.id == later.run.id }) else { continue }
      let names =
        first.name == later.name
        ? "\(first.name), named twice, is" : "\(first.name) and \(later.name) are"
      Message.note("note: \(names) the same run".printable)
    }
  }
}
