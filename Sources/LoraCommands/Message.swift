import LoraRunner
import LoraYAML

/// Words for people go to standard error; results go to standard output.
enum Message {
  static func result(_ text: String) { StandardOutput.write(text + "\n") }

  static func note(_ text: String) {
    // Both streams may end in one file: what was said first stands first.
    StandardOutput.flush()
    StandardError.write(text + "\n")
  }

  static func warning(_ text: String) {
    note(Terminal.errors.styled("warning:", .yellow) + " " + text)
  }

  static func hint(_ text: String) { note("  hint: " + text) }

  /// One of several things that failed while others went well.
  static func failureLine(_ text: String) {
    note(Terminal.errors.styled("error:", .red) + " " + text)
  }

  /// What failed, on what, why; then the way out.
  static func failure(_ failure: RunFailure) {
    for diagnostic in failure.diagnostics {
      note(diagnostic.rendered(colour: Terminal.errors.hasColour))
    }
    // Whatever was quoted in them: a path, a server's answer, a forged record.
    failureLine(failure.message.printableLines)
    if let hint = failure.hint { self.hint(hint.printableLines) }
  }
}
