extension ConfigKey {
  /// The keys of `.lorarc`, in the order in which `git lora init` writes them.
  public static let team: [ConfigKey] = runs + trainers + board + fields + reports
}

private let runs = [
  ConfigKey(
    "project", .text, standard: .described("the repository's name"), example: "cyberpunk",
    help: "Name used in data folders."),
  ConfigKey(
    "configs", .patterns, standard: .value(.list(["configs/**/*.yaml", "configs/**/*.yml"])),
    example: "[\"configs/**/*.yaml\", \"configs/**/*.yml\"]",
    help: "Which files are configs of runs; the pre-push hook checks these."),
  ConfigKey(
    "branch", .branch, standard: .value(.text("runs/{name}")), example: "runs/{name}",
    help: "Branch of a config's runs."),
  ConfigKey(
    "output", .path, standard: .value(.text("output")), example: "output",
    help: "Folder for runs whose config names no output_dir."),
]

private let trainers = [
  ConfigKey(
    "trainer", .text, standard: .value(.text("lora-train")), example: "lora-train",
    help: "The trainer that `git lora run` uses; --trainer NAME picks another."),
  ConfigKey(
    "trainers.*.command", .command, standard: .required,
    example: "python train.py --config {config}",
    help: "How to start this trainer. No shell runs; {config} becomes the config's path."),
  ConfigKey(
    "trainers.*.collect", .patterns, example: "[\"checkpoint-*/optimizer.pt\"]",
    help: "Files of its output to record beside the adapter."),
  ConfigKey(
    "trainers.*.environment", .variables, example: "{CUDA_VISIBLE_DEVICES: \"0\"}",
    help: "Environment variables for it."),
]

private let board = [
  ConfigKey(
    "clickup.list", .identifier, example: "\"901200000001\"",
    help: "The ClickUp list whose tasks are training jobs."),
  ConfigKey(
    "clickup.lists", .identifiers, insteadOf: "clickup.list",
    example: "[\"901200000001\", \"901200000002\"]", help: "Several such lists."),
  ConfigKey(
    "clickup.statuses.running", .text, example: "in progress",
    help: "Status of a task while its run trains."),
  ConfigKey(
    "clickup.statuses.review", .text, example: "review",
    help: "Status when a run has ended and someone should look."),
  ConfigKey(
    "clickup.statuses.paused", .text, example: "on hold", help: "Status while a run is paused."),
  ConfigKey(
    "clickup.statuses.failed", .text, example: "blocked",
    help: "Status when a run has failed or was interrupted."),
]

/// `version` and `storage` have rules of their own; each other field shows one fact of the run.
private let fields =
  [
    ConfigKey(
      "clickup.fields.version", .text, example: "模型版本号",
      help: "Custom field that receives the run's commit."),
    ConfigKey(
      "clickup.fields.storage", .text, example: "存储地址",
      help: "Custom field that receives where the weights lie."),
  ]
  + RunFact.allCases.map { fact in
    ConfigKey(
      "clickup.fields.\(fact.rawValue)", .text, example: fact.example,
      help: "Custom field that receives \(fact.meaning).")
  } + [
    ConfigKey(
      "clickup.fields.<key>", .text, example: "Rank",
      help: "Custom field that receives the value of that key of the run's config.")
  ]

private let reports = [
  ConfigKey(
    "clickup.report", .choice(["update", "append"]), standard: .value(.text("update")),
    example: "update", help: "One comment kept up to date, or a new one for each report."),
  ConfigKey(
    "clickup.report_epochs", .integer(1...100_000), standard: .value(.integer(1)), unit: "epochs",
    example: "1", help: "Epochs between two reports."),
  ConfigKey(
    "clickup.notify", .identifiers, example: "[123]",
    help: "User ids to mention when a run needs someone."),
  ConfigKey(
    "clickup.attach_limit", .byteSize, standard: .value(.integer(50_000_000)), example: "50 MB",
    help: "Larger files are linked, not attached."),
  ConfigKey(
    "clickup.required", .boolean, standard: .value(.boolean(true)), example: "true",
    help:
      "Whether a run that ClickUp has not heard of in full exits 69; false: 0 with a warning."),
  ConfigKey(
    "clickup.link", .text, example: "\"https://host/{commit}/{path}\"",
    help: "Address of a file in a commit, for Git hosts that git-lora does not know."),
  ConfigKey(
    "clickup.description", .boolean, standard: .value(.boolean(false)), example: "false",
    help: "Keep a summary in the task's description too."),
]
