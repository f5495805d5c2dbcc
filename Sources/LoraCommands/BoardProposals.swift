import LoraClickUp
import LoraRunner

/// What `git lora init` has to say about the team's board: what of `.lorarc` does not fit it, and the
/// lines that are missing. `git lora clickup doctor` says all of it.
enum BoardProposals {
  /// Nothing without a token, and no trouble when ClickUp does not answer: `init` can do without.
  static func show() {
    do {
      let client = try ClickUpClient(patience: .brief)
      let settings = try Workplace.here().settings.clickup
      let doctor = Doctor(
        service: client, expected: settings?.expectations ?? BoardExpectations())
      DoctorText(report: try doctor.examine(), callsLeft: nil).showWhatIsMissing()
    } catch ClickUpAccessError.noToken {
      return
    } catch let error as RunFailure {
      Message.note("ClickUp was not asked: \(error.message)".printable)
    } catch {
      Message.note("ClickUp was not asked: \(error)".printable)
      Message.note("later: git lora clickup doctor")
    }
  }
}
