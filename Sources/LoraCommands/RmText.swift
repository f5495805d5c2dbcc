import LoraExperiment
import LoraSharing
import LoraStore

/// The words of `git lora rm`.
struct RmText {
  let run: LoggedRun
  let removal: RunRemoval

  var question: String {
    let name = "\(run.id.short) (\(run.commit.subject.printable))"
    guard let branch = removal.branch.map({ RunRefs.short($0).printable }) else {
      return "Hide the run \(name)?"
    }
    return removal.previous.map { "Take the run \(name) off \(branch), back to \($0.short)?" }
      ?? "Remove the branch \(branch) with its only run \(name)?"
  }

  func show(json: Bool) throws {
    guard !json else {
      return try JSONOutput.print(
        RmAnswer(
          commit: run.id.hex, state: removal.branch == nil ? "withdrawn" : "removed",
          branch: removal.branch, tip: removal.previous?.hex))
    }
    Message.result(result)
    Message.note("bring it back with: git lora rm --restore \(run.id.short)")
    if let branch = removal.branch.map(RunRefs.short) {
      Message.note(
        "or with git alone:  git branch -f \(ShellWord.quoting(branch).printable) \(run.id) && "
          + "git update-ref -d \(RunMark.withdrawn.reference(of: run.id))")
    }
  }

  private var result: String {
    if removal.isDone { return "\(run.id.short) is withdrawn already" }
    if removal.wasWithdrawn && removal.isReleased {
      return "\(run.id.short) is no longer kept for its task"
    }
    guard let branch = removal.branch.map({ RunRefs.short($0).printable }) else {
      return "\(run.id.short) is withdrawn: its hash and those after it stay, listings hide it"
    }
    return removal.previous.map { "\(run.id.short) is off \(branch), which is at \($0.short) now" }
      ?? "\(run.id.short) is removed, and the branch \(branch) with it"
  }

  static func show(_ restoration: RunRestoration, of run: LoggedRun, json: Bool) throws {
    guard !json else {
      return try JSONOutput.print(
        RmAnswer(
          commit: run.id.hex, state: "restored", branch: restoration.branch,
          tip: restoration.branch == nil ? nil : run.id.hex))
    }
    let place = restoration.branch.map { " as the tip of \(RunRefs.short($0).printable)" } ?? ""
    Message.result("\(run.id.short) is back\(place)")
  }
}

/// `git lora rm --json`.
private struct RmAnswer: Encodable {
  let format = 1
  let commit: String
  let state: String
  let branch: String?
  /// Where the branch points now; nil when it is gone, or none moved.
  let tip: String?
}
