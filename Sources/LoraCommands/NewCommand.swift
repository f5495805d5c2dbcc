import ArgumentParser
import LoraConfig
import LoraExperiment
import LoraRunner

/// `git lora new`: a config from a template.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Write configs/NAME.yaml from a template.",
    discussion: """
      Examples:
        git lora new cyberpunk
        git lora new shop-voice --template text-generation
        git lora new train --template train_with_events      a trainer in Python: train.py
      """)

  @Argument(help: "The config's name; its runs will be runs/NAME.")
  var name: String

  @Option(
    name: .long, help: "image-generation, text-generation, speech-recognition or train_with_events."
  )
  var template = "image-generation"

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
    let absolute = try Workplace.open().top() + "/" + path
    try Folder.make(containing: absolute)
    try WrittenFile.write(Array(template.text(for: name).utf8), to: absolute, shown: path)
    Message.result("created    \(path)")
    let word = ShellWord.quoting(path)
    Message.note(
      isConfig
        ? "next: edit it, then git lora validate \(word) and git lora run \(word)"
        : "next: name it under trainers: in .lorarc, as in `command: python \(word) --config {config}`"
    )
  }
}
