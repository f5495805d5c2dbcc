import LoraHooks

/// What setting something up did, a line each, with the lines a person has to add themselves.
enum SetupText {
  static func show(_ report: SetupReport, dryRun: Bool) {
    for action in report.actions {
      let verb = Terminal.output.styled(word(for: action.verb, dryRun), style(of: action.verb))
      let reason = action.reason.map { "  (\($0.printable))" } ?? ""
      Message.result("\(verb) \(action.subject.printable)\(reason)")
      if !action.lines.isEmpty {
        Message.result("  add these lines to it:")
        for line in action.lines { Message.result("    " + line.printable) }
      }
    }
    for note in report.notes { Message.note("note: " + note) }
  }

  private static func word(for verb: SetupAction.Verb, _ dryRun: Bool) -> String {
    guard dryRun, verb != .unchanged, verb != .skipped else { return verb.rawValue.padded(to: 10) }
    return "would be " + verb.rawValue.padded(to: 10)
  }

  private static func style(of verb: SetupAction.Verb) -> Terminal.Style {
    switch verb {
    case .created, .updated, .removed: .green
    case .skipped: .yellow
    case .unchanged: .dim
    }
  }
}
