import LoraMirror

/// The words about a delivery.
struct MirrorText {
  let report: DeliveryReport

  init(_ report: DeliveryReport) { self.report = report }

  /// One line when something is left to do; nothing when all is well.
  func showLine() {
    if let line { Message.note(line.printable) }
  }

  var line: String? {
    if report.isBusy, !report.entries(.waiting).isEmpty {
      return "ClickUp: another git lora is delivering"
    }
    let counts = [
      words(.waiting, "waiting"), words(.uncertain, "uncertain"), words(.setAside, "set aside"),
      words(.failed, "failed"),
    ].compactMap { $0 }
    guard !counts.isEmpty else { return pending }
    let why = report.obstacle ?? report.lines.first { !$0.reason.isEmpty }?.reason
    return "ClickUp: " + counts.joined(separator: ", ") + (why.map { " (\($0))" } ?? "")
      + "; git lora sync goes on, git lora sync --status shows them"
  }

  /// What others have to bring about is no trouble.
  private var pending: String? {
    guard let first = report.entries(.pending).first else { return nil }
    return "ClickUp: the rest follows after git lora push (\(first.reason))"
  }

  private func words(_ standing: DeliveryReport.Standing, _ word: String) -> String? {
    let count = report.entries(standing).count
    return count == 0 ? nil : "\(count) \(word)"
  }
}
