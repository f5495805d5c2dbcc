import ArgumentParser
import LoraClickUp
import LoraRunner

/// `git lora clickup`: the way to ClickUp itself, and a ClickUp to try things on.
struct ClickUpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clickup",
    abstract: "Check the way to ClickUp, or serve one of your own.",
    discussion: """
      The token comes from CLICKUP_TOKEN, or from what Git keeps for api.clickup.com:
        printf 'protocol=https\\nhost=api.clickup.com\\nusername=me\\npassword=pk_…\\n\\n' \\
          | git credential approve
      """,
    subcommands: [Doctor.self, ClickUpSandboxCommand.self])

  struct Doctor: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "doctor",
      abstract: "Hold .lorarc against the board: token, lists, statuses, fields, plan, people.",
      discussion: """
        Reads only: nothing is written in ClickUp, and nobody is told.

        Examples:
          git lora clickup doctor
          git lora clickup doctor --json
          git lora clickup doctor --verbose        each call, without its secrets

        Exit codes: 0 nothing is wrong, 69 no token or no answer, 78 .lorarc does not fit the board.
        """)

    @OptionGroup var clickUp: ClickUpOptions

    @Flag(name: .long, help: "Print as JSON.")
    var json = false

    func run() throws {
      let settings = try Workplace.here().settings.clickup
      let client = try clickUp.client()
      let doctor = LoraClickUp.Doctor(
        service: client, expected: settings?.expectations ?? BoardExpectations())
      let text = DoctorText(report: try doctor.examine(), callsLeft: client.callsLeft)
      try text.show(json: json)
      guard text.report.hasProblems else { return }
      let isTokens = text.report.findings.contains { $0.level == .problem && $0.topic == .token }
      throw SilentExit(code: isTokens ? .mirrorUnreached : .badConfig)
    }
  }
}
