import ArgumentParser
import LoraRunner
import LoraYAML

/// `git lora validate`: everything wrong with configs, before a run finds out.
struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Check configs, .lorarc, and the data and models they name.",
    discussion: """
      Examples:
        git lora validate                       every config of .lorarc's patterns, and .lorarc
        git lora validate configs/cyberpunk.yaml
        git lora validate configs/a.yaml -s lora_rank=16 --json

      Exit codes: 0 all good, 65 bad data, 78 a bad config.
      """)

  @Argument(help: "Config files, or .lorarc.")
  var files: [String] = []

  @Option(
    name: [.customShort("s"), .long], help: ArgumentHelp("Override a key.", valueName: "key=value"))
  var set: [String] = []

  @Option(
    name: .long, help: "Check for this trainer instead of .lorarc's.",
    completion: Completions.trainers)
  var trainer: String?

  @Flag(name: .long, help: "Print as JSON.")
  var json = false

  func run() throws {
    let report = try ConfigValidation(overrides: set, trainer: trainer).report(on: files)
    if json { try JSONOutput.print(ValidateAnswer(report)) } else { show(report) }
    if report.hasBadConfig { throw SilentExit(code: .badConfig) }
    if report.hasBadData { throw SilentExit(code: .badData) }
  }

  private func show(_ report: ValidationReport) {
    for file in report.files {
      for diagnostic in file.config + file.data {
        Message.note(diagnostic.rendered(colour: Terminal.errors.hasColour))
      }
      let isGood = !file.config.hasErrors && !file.data.hasErrors
      let word = Terminal.output.styled(isGood ? "ok " : "bad", isGood ? .green : .red)
      Message.result("\(word) \(file.path.printable)")
    }
  }
}

/// `git lora validate --json`.
private struct ValidateAnswer: Encodable {
  struct File: Encodable {
    let path: String
    let ok: Bool
    let diagnostics: [Diagnostic]
  }

  let format = 1
  let files: [File]

  init(_ report: ValidationReport) {
    files = report.files.map {
      File(path: $0.path, ok: !($0.config + $0.data).hasErrors, diagnostics: $0.config + $0.data)
    }
  }
}
