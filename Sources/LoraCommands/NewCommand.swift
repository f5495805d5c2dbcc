import ArgumentParser
import Glibc
import LoraConfig
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

  @Option(name: .long, help: "image-generation, text-generation, speech-recognition or train_with_events.")
  var template = "image-generation"

  func run() throws {
    guard let template = Template(rawValue: template) else {
      throw RunFailure(
        .usage, "there is no template '\(template)'",
        hint: "templates: " + Template.allCases.map(\.rawValue).joined(separator: ", "))
    }
    let name = RunName(self.name)
    let isConfig = template != .trainWithEvents
    let path = isConfig ? "configs/\(name).yaml" : "\(name).py"
    try NewFile.write(template.text(for: name), to: path, top: try Workplace.open().top())
    Message.result("created    \(path)")
    Message.note(
      isConfig
        ? "next: edit it, then git lora validate \(path) and git lora run \(path)"
        : "next: name it under trainers: in .lorarc, as in `command: python \(path) --config {config}`")
  }
}

/// A file that must not exist yet.
enum NewFile {
  static func write(_ text: String, to path: String, top: String) throws(RunFailure) {
    let absolute = top + "/" + path
    try Folder.make(containing: absolute)
    let descriptor = open(absolute, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      guard errno == EEXIST else { throw .cannot("write", path) }
      throw RunFailure(.inTheWay, "\(path) exists already", hint: "choose another name, or edit that file")
    }
    defer { close(descriptor) }
    let bytes = Array(text.utf8)
    guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count else {
      throw .cannot("write", path)
    }
  }
}
