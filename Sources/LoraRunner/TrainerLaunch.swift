import LoraProcess
import LoraStore

/// Everything needed to start a trainer: its words, its folder, and the files it shares with us. Its
/// supervisor gets it on standard input; the rest of the environment is the supervisor's own.
struct TrainerLaunch: Sendable, Codable {
  /// The program and its arguments, `{config}` put in.
  var words: [String]
  /// The top of the working tree, to which a config's relative paths refer.
  var folder: String
  var environment: [String: String]
  var runID: String
  var journal: String
  var stopFile: String
  var outputFolder: String
  var log: String

  init(of plan: RunPlan, in area: RunArea, folder: String) {
    words = plan.trainer.words(config: area.config)
    self.folder = folder
    environment = plan.trainer.environment
    runID = plan.id.text
    (journal, stopFile, outputFolder, log) = (area.journal, area.stopFile, area.output, area.log)
  }

  /// A process group of its own, so that the terminal's Ctrl-C reaches the trainer only through us;
  /// no input; both streams to the log file, which outlives this process.
  var command: Command {
    Command(
      words[0], Array(words.dropFirst()), environment: trainerEnvironment, folder: folder,
      output: .append(toFile: log), errors: .append(toFile: log), ownGroup: true)
  }

  private var trainerEnvironment: [String: String] {
    var variables = Command.childEnvironment
    for name in Self.withheld { variables[name] = nil }
    variables.merge(environment) { _, configured in configured }
    variables["GIT_LORA_EVENTS"] = journal
    variables["GIT_LORA_STOP"] = stopFile
    variables["GIT_LORA_OUTPUT"] = outputFolder
    variables[RunArea.mark] = runID
    // Python buffers its output when it is no terminal; a log that lags behind helps nobody.
    variables["PYTHONUNBUFFERED"] = variables["PYTHONUNBUFFERED"] ?? "1"
    return variables
  }

  /// Git's own variables would redirect any git command inside it.
  private static let withheld = [
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX",
    "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES",
  ]
}
