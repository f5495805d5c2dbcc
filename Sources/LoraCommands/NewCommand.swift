import ArgumentParser
import LoraConfig
import LoraExperiment
import LoraFiles
import LoraRunner

/// `git lora new`: a config from a template.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Write configs/NAME.yaml from a template.",
    discussion: """
      Examples:
        git lora new shop-voice --template text-generation   what lora-train trains
        git lora new cyberpunk --template image-generation   images, for a trainer of .lorarc
        git lora new neon --task 86a3kx9d2                   with the task's name and data put in
        git lora new train --template train_with_events      a trainer in Python: train.py
      """)

  @Argument(help: "The config's name; its runs will be runs/NAME.")
  var name: String

  @Option(
    name: .long,
    help: """
      image-generation, text-generation, speech-recognition or train_with_events; left out: what \
      the trainer of .lorarc can train.
      """, completion: Completions.templates)
  var template: String?

  @Option(
    name: .long, help: "The ClickUp task that its runs report to; read to name the output.",
    completion: Completions.tasks)
  var task: String?

  func run() throws {
    let workplace = try Workplace.here()
    let template = try chosenTemplate(in: workplace)
    let name = try RunName(typed: self.name)
    if let mending = name.mendingInWords { Message.warning(mending.printable) }
    let isConfig = template != .trainWithEvents
    let path = isConfig ? "configs/\(name).yaml" : "\(name).py"
    let absolute = try workplace.top() + "/" + path
    var text = template.text(for: name)
    if let task, isConfig { text = try ConfigForTask(named: task, in: workplace).filled(text) }
    try Files.makeFolder(Files.parent(of: absolute))
    try WrittenFile.write(Array(text.utf8), to: absolute, shown: path)
    Message.result("created    \(path)")
    let word = ShellWord.quoting(path)
    Message.note(
      isConfig
        ? "next: edit it, then git lora validate \(word) and git lora run \(word)"
        : "next: name it under trainers: in .lorarc, as in `command: python \(word) --config {config}`"
    )
  }

  /// The one asked for; else one that the team's trainer can run as it is, said aloud.
  private func chosenTemplate(in workplace: Workplace) throws(RunFailure) -> Template {
    if let template { return try Choice.parse(template, as: Template.self, "template") }
    let isBuiltIn = workplace.settings.trainer == TeamSettings.builtInTrainer
    let chosen = isBuiltIn ? Template.textGeneration : .imageGeneration
    let others = Template.allCases.filter { $0 != chosen }.map(\.rawValue)
    Message.note(
      "template   \(chosen.rawValue), for the trainer \(workplace.settings.trainer.printable); "
        + "--template takes another: " + others.joined(separator: ", "))
    return chosen
  }
}
