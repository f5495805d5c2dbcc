import LoraClickUp
import LoraConfig
import LoraIntake
import LoraNames
import LoraRunner
import LoraTasks
import LoraYAML

/// A new config whose runs belong to a task: the output folder is named after the task, the data is
/// what was pulled from it.
struct ConfigForTask {
  private let task: ClickUpTask
  private let workplace: Workplace

  init(named typed: String, in workplace: Workplace) throws {
    guard let reference = TaskReference(typed) else {
      throw RunFailure(TaskLinkError.notATask(typed, from: .option))
    }
    let lookup = TaskLookup(
      service: try ClickUpClient(patience: .brief), lists: workplace.settings.clickup?.lists ?? [])
    do throws(TaskLookup.Failure) { task = try lookup.task(reference) } catch {
      throw RunFailure(error)
    }
    self.workplace = workplace
  }

  /// The template's text with the task's lines in place of its own.
  func filled(_ text: String) throws -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    func set(_ key: String, _ value: String) {
      guard let index = lines.firstIndex(where: { $0.begins(with: key + ":") }) else { return }
      lines[index] = "\(key): \(YAMLText.string(value))"
    }
    set("output_dir", "./\(workplace.settings.output)/\(outputName)")
    if let data = try pulledData() { set("train_data_dir", "./\(data)") }
    return lines.joined(separator: "\n")
      + "\n# Its runs report to the task “\(task.name.printable)”.\nclickup_task: \(task.id)\n"
  }

  private var outputName: String {
    [DataFolderName.slug(task.name), task.id].compactMap { $0 }.joined(separator: "-")
  }

  /// The folder that `git lora pull-data` made, of whatever type and name.
  private func pulledData() throws -> String? {
    let top = try workplace.top()
    let folder = TaskFolders(below: top + "/data").folder(ofTask: task.id)
    return folder.map { String($0.dropFirst(top.count + 1)) }
  }
}
