import LoraGit
import LoraSharing
import LoraStore

/// What `git lora push` did, for people and as JSON.
struct PushText {
  let plan: PushPlan
  let outcome: PushDelivery.Outcome
  let isDryRun: Bool

  /// Lines of one kind before the rest is counted.
  static let longest = 20

  func show(json: Bool) throws {
    guard !json else { return try JSONOutput.print(PushAnswer(self)) }
    if isDryRun { Message.note("nothing is sent: this is what would be") }
    showSent()
    for name in plan.otherTags {
      Message.warning("\(plan.remote.name) has another tag \(name.printable); yours stays here")
    }
    for branch in plan.skipped {
      Message.note("\(branch.printable) is left to git push: its tip is no run")
    }
    for broken in plan.broken {
      Message.failureLine("\(broken.branch) is left out: \(broken.reason)".printable)
      Message.hint("git lora fsck says what else is wrong; the others were sent")
    }
    for refusal in outcome.refused {
      Message.failureLine(
        "\(plan.remote.name) refused \(RunRefs.short(refusal.update.target)): \(refusal.reason)"
          .printable)
    }
    for line in outcome.remoteWords {
      Message.note("  \(plan.remote.name) says: \(line)".printable)
    }
  }

  private func showSent() {
    let remote = plan.remote.name
    guard !outcome.sent.isEmpty else {
      if outcome.refused.isEmpty { Message.result("\(remote) has every run already") }
      return
    }
    for update in outcome.sent.prefix(Self.longest) { Message.result(line(update)) }
    let rest = outcome.sent.count - Self.longest
    if rest > 0 { Message.result("… and \(rest) more") }
    if !plan.objects.isEmpty {
      let bytes = plan.objects.reduce(0) { $0 + $1.bytes }
      Message.result(
        "\(Numbers.counted(plan.objects.count, "LFS object")), \(Numbers.bytes(bytes))")
    }
    if outcome.sent.contains(where: \.isRenamed) {
      Message.note(
        "\nthe others' runs stay where they are; both show in: git lora log, git lora compare")
    }
  }

  private func line(_ update: PushPlan.Update) -> String {
    let remote = plan.remote.name
    let name = RunRefs.short(update.local).printable
    let text =
      switch (update.kind, update.commit) {
      case (.withdrawal, let commit?): "withdrawn \(commit.short) → \(remote)"
      case (.withdrawal, nil): "restored \(update.known?.short ?? "") → \(remote)"
      case (.mirror, let commit?): "\(commit.short), which a task names → \(remote)"
      case (.mirror, nil): "\(update.known?.short ?? "") is kept no longer for a task → \(remote)"
      case (_, let commit): "\(name) \(commit?.short ?? "") → \(remote)"
      }
    guard update.isRenamed else { return text }
    return text
      + " as \(RunRefs.short(update.target).printable), since \(remote)/\(name) has moved on"
  }
}

/// `git lora push --json`.
private struct PushAnswer: Encodable {
  struct Reference: Encodable {
    let local: String
    let target: String
    let commit: String?
    let state: String
    let reason: String?
  }

  struct Broken: Encodable {
    let branch: String
    let reason: String
  }

  let format = 1
  let remote: String
  let dryRun: Bool
  let broken: [Broken]
  let references: [Reference]
  let upToDate: Int
  let objects: Int
  let bytes: Int

  init(_ text: PushText) {
    remote = text.plan.remote.name
    dryRun = text.isDryRun
    broken = text.plan.broken.map { Broken(branch: $0.branch, reason: $0.reason) }
    let sent = text.outcome.sent.map { ($0, text.isDryRun ? "planned" : "sent", String?.none) }
    let refused = text.outcome.refused.map { ($0.update, "refused", Optional($0.reason)) }
    references = (sent + refused).map { update, state, reason in
      Reference(
        local: update.local, target: update.target, commit: update.commit?.hex, state: state,
        reason: reason)
    }
    upToDate = text.plan.upToDate
    objects = text.plan.objects.count
    bytes = text.plan.objects.reduce(0) { $0 + $1.bytes }
  }
}
