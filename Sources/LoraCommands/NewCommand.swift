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
        git lora new cyberpunk                               images, for a trainer of .lorarc
        git lora new neon --task 86a3kx9d2                   with the task's name and data put in
        git lora new train --template train_with_events      a trainer in Python: train.py
      """)

  @Argument(help: "The config's name; its runs will be runs/NAME.")
  var name: String

  @Option(
    name: .long, help: "image-generation, text-generation, speech-recognition or train_with_events."
  )
  var template = "image-generation"

  @Option(name: .long, help: "The ClickUp task that its runs report to; read to name the output.")
  var task: String?

  func run() throws {
    guard let template = Template(rawValue: template) else {
      throw RunFailure(
        .usage, "there is no template '\(template)'",
        hint: "templates: " + Template.allCases.map(\.rawValue).joined(separator: ", "))
    }
    let name = try RunName(typed: self.name)
    if let mending = name.mendingInWords { Message.warning(mending.printable) }
    let isConfig = template != .trainWithEvents
    let path = isConfig ? "configs/\(name).yaml" : "\(name).py"
    let workplace = try Workplace.open()
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
}
