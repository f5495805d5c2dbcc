import LoraExperiment
import LoraMirror
import LoraRunner
import LoraStore

/// The last words of `git lora run`: what came out, where it is, what to type next.
enum OutcomeText {
  static func print(_ outcome: RunOutcome, _ delivery: DeliveryReport?) {
    do { try JSONOutput.print(RunAnswer(outcome, delivery)) } catch {
      Message.warning("no JSON of this run: \(error)".printable)
    }
  }

  static func show(_ outcome: RunOutcome) {
    let record = outcome.landed.record
    let branch = RunRefs.short(outcome.landed.branch)
    let word = ShellWord.quoting(branch)
    let terminal = Terminal.output
    let mark = terminal.styled(record.state.rawValue, style(of: record.state))
    Message.result("\(mark)  \(outcome.subject.printable)")
    Message.result("commit     \(outcome.landed.commit.short) on \(branch)")
    for adapter in record.files where adapter.role == .adapter && adapter.inLFS {
      Message.result("adapter    \(adapter.path), \(Numbers.bytes(adapter.bytes))")
    }
    if case .written(let folder) = outcome.copy { Message.result("files      \(folder.printable)") }
    if let folder = outcome.leftFolder { Message.result("unrecorded \(folder.printable)") }
    explainMissingCopy(outcome, word)
    if let reason = record.reason, record.state == .failed {
      Message.note("")
      Message.failure(
        RunFailure(
          .trainingFailed, reason,
          hint: "the log: git show \(ShellWord.quoting("\(branch):\(record.folder)/log.txt"))"))
    }
    let comparison = outcome.isFirst ? "" : "   git lora diff \(word)"
    Message.note("\nnext: git lora show \(word)   git lora log\(comparison)")
  }

  private static func explainMissingCopy(_ outcome: RunOutcome, _ branch: String) {
    guard case .leftOut(let why) = outcome.copy else { return }
    Message.warning("no copy in output_dir: \(why.printable)")
    Message.hint("git lora checkout \(branch) --to FOLDER writes the run's files elsewhere")
  }

  private static func style(of state: RunState) -> Terminal.Style {
    switch state {
    case .completed: .green
    case .failed: .red
    default: .yellow
    }
  }
}

/// `git lora run --json`.
private struct RunAnswer: Encodable {
  let format = 1
  let commit: String
  let branch: String
  let subject: String
  let outputDirectory: String?
  let record: RunRecord
  /// What of it is not on its task yet; absent without a task.
  let clickup: OutboxAnswer?

  init(_ outcome: RunOutcome, _ delivery: DeliveryReport?) {
    clickup = delivery.map(OutboxAnswer.init)
    commit = outcome.landed.commit.hex
    branch = RunRefs.short(outcome.landed.branch)
    subject = outcome.subject
    outputDirectory = if case .written(let folder) = outcome.copy { folder } else { nil }
    record = outcome.landed.record
  }
}
