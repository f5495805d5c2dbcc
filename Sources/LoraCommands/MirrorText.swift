import LoraMirror

/// The words about a delivery.
struct MirrorText {
  let report: DeliveryReport

  init(_ report: DeliveryReport) { self.report = report }

  /// One line when something is left to do; nothing when all is well. Deleted tasks are said once.
  func showLine(of outbox: Outbox) {
    for left in report.needless {
      Message.note("ClickUp: \(left.reason) (\(left.key)); what came later is there".printable)
    }
    for task in report.deletedTasks { Message.note("ClickUp: \(task.words)".printable) }
    // Who cannot be told that it was said is told again.
    try? outbox.forget(report.deletedTasks)
    if let line { Message.note(line.printable) }
    if report.obstacle != nil, let hint = report.hint { Message.hint(hint.printable) }
  }

  var line: String? {
    if report.isBusy, !report.entries(.waiting).isEmpty {
      return "ClickUp: another git lora is delivering"
    }
    let troubles: [(DeliveryReport.Standing, String)] = [
      (.waiting, "waiting"), (.uncertain, "uncertain"), (.setAside, "set aside"),
      (.failed, "failed"),
    ]
    let counts = troubles.compactMap { words($0, $1) }
    guard !counts.isEmpty else { return pending }
    return "ClickUp: " + counts.joined(separator: ", ") + (why(troubles).map { " (\($0))" } ?? "")
      + "; git lora sync goes on, git lora sync --status shows them"
  }

  /// Why the first of them is left.
  private func why(_ troubles: [(DeliveryReport.Standing, String)]) -> String? {
    let left = troubles.flatMap { report.entries($0.0) }
    return report.obstacle ?? left.first { !$0.reason.isEmpty }?.reason
  }

  /// What others have to bring about is no trouble.
  private var pending: String? {
    let pending = report.entries(.pending)
    if let unpublished = pending.first(where: \.needsPublication) {
      return "ClickUp: the rest follows after git lora push (\(unpublished.reason))"
    }
    return pending.first.map { "ClickUp: the rest waits (\($0.reason))" }
  }

  private func words(_ standing: DeliveryReport.Standing, _ word: String) -> String? {
    let count = report.entries(standing).count
    return count == 0 ? nil : "\(count) \(word)"
  }
}

extension DeliveryReport.Line {
  /// Whether it says where others find the run.
  fileprivate var needsPublication: Bool {
    [.published, .storage].contains(entry.key.kind)
  }
}
