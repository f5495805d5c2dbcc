import LoraExperiment
import LoraRunner
import LoraStore

/// The words of `git lora recover`.
enum RecoveryText {
  static func show(_ recovered: RecoveredRun) {
    let short = recovered.run.id.short
    switch recovered.end {
    case .landed(let outcome):
      OutcomeText.show(outcome)
      if outcome.state == .stopped, let reason = outcome.landed.record.reason {
        Message.note("stopped: \(reason.printable)")
      }
    case .moved(let landed):
      Message.result("\(landed.commit.short) is on \(RunRefs.short(landed.branch).printable) now")
    case .tidied(let run, let left):
      Message.result("run \(short) had landed already, as \(run.id.short)")
      if let left { Message.result("unrecorded \(left.printable)") }
    case .forgotten: Message.result("run \(short) had not begun: nothing was trained")
    }
  }
}

/// `git lora recover --json`.
struct RecoveriesAnswer: Encodable {
  let format = 1
  let runs: [RecoveryAnswer]
}

struct RecoveryAnswer: Encodable {
  let id: RunID
  let name: String
  /// `landed`, `tidied`, `forgotten`, or `refused`.
  let outcome: String
  var branch: String?
  var commit: String?
  var state: RunState?
  /// Why it ended so; of a refusal, why.
  var reason: String?

  init(_ recovered: RecoveredRun) {
    (id, name) = (recovered.run.id, recovered.run.name)
    branch = recovered.run.branch.map(RunRefs.short)
    switch recovered.end {
    case .landed(let run):
      outcome = "landed"
      (commit, state, reason) = (run.landed.commit.hex, run.state, run.landed.record.reason)
    case .moved(let run):
      outcome = "landed"
      (commit, state, reason) = (run.commit.hex, run.record.state, run.record.reason)
    case .tidied(let run, _):
      outcome = "tidied"
      (commit, state) = (run.id.hex, run.summary.state)
    case .forgotten: outcome = "forgotten"
    }
  }

  init(_ run: RunRemains, _ failure: RunFailure) {
    (id, name) = (run.id, run.name)
    branch = run.branch.map(RunRefs.short)
    outcome = "refused"
    reason = failure.message
  }
}
