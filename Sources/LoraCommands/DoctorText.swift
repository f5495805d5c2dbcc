import LoraClickUp

/// What `git lora clickup doctor` found, for people and as JSON.
struct DoctorText {
  let report: DoctorReport
  let callsLeft: (remaining: Int, limit: Int)?

  func show(json: Bool) throws {
    guard !json else { return try JSONOutput.print(DoctorAnswer(self)) }
    for finding in report.findings { show(finding) }
    if let callsLeft {
      Message.result(
        "\(word(.ok)) \(callsLeft.remaining) of \(callsLeft.limit) calls left in this minute")
    }
    showProposals()
  }

  /// Problems and proposals, without what is in order.
  func showWhatIsMissing() {
    for finding in report.findings where finding.level == .problem { show(finding) }
    showProposals()
  }

  private func showProposals() {
    guard !report.missingSettings.isEmpty else { return }
    Message.result("\n.lorarc lacks (proposals; look before you take them):\n")
    for line in report.missingSettings { Message.result(line.printable) }
  }

  private func show(_ finding: DoctorReport.Finding) {
    Message.result("\(word(finding.level)) \(finding.text.printable)")
    if let hint = finding.hint {
      Message.result("\(String(repeating: " ", count: Self.width + 1))\(hint.printable)")
    }
  }

  private static let width = "problem".count

  private func word(_ level: DoctorReport.Level) -> String {
    let style: Terminal.Style =
      switch level {
      case .ok: .green
      case .warning: .yellow
      case .problem: .red
      }
    return Terminal.output.styled(level.rawValue.padded(to: Self.width), style)
  }
}

/// `git lora clickup doctor --json`.
private struct DoctorAnswer: Encodable {
  struct Finding: Encodable {
    let level: String
    let topic: String
    let text: String
    let hint: String?
  }

  let format = 1
  let ok: Bool
  let findings: [Finding]
  let missingSettings: [String]
  let callsLeft: Int?
  let callsLimit: Int?

  init(_ text: DoctorText) {
    ok = !text.report.hasProblems
    findings = text.report.findings.map {
      Finding(level: $0.level.rawValue, topic: $0.topic.rawValue, text: $0.text, hint: $0.hint)
    }
    missingSettings = text.report.missingSettings
    callsLeft = text.callsLeft?.remaining
    callsLimit = text.callsLeft?.limit
  }
}
