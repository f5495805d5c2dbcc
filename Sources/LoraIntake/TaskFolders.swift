import LoraClickUp
import LoraFiles

/// The folders below that of all data, by the tasks that their records name.
public struct TaskFolders {
  private let top: String

  /// - Parameter top: absolute; `data` of the working tree.
  public init(below top: String) { self.top = top }

  /// The folder that has the task's data, whatever the task was called when it was made: of several
  /// the one that was pulled into first. A record that cannot be read is nobody's.
  ///
  /// - Parameter type: when given, only a folder whose name says that type.
  public func folder(ofTask id: String, type: String? = nil) -> String? {
    let own = Files.names(in: top).compactMap { name -> (began: String, name: String)? in
      if let type, !DataFolderName.says(type: type, in: name) { return nil }
      guard let record = record(in: name), record.task.id == id else { return nil }
      // One that nothing came to yet is the newest.
      return (record.attachments.map(\.pulled).min() ?? "~", name)
    }
    return own.min { ($0.began, $0.name) < ($1.began, $1.name) }.map { "\(top)/\($0.name)" }
  }

  /// Where data of a task goes that has no folder yet.
  func newFolder(for task: ClickUpTask, project: String?, type: String) -> String {
    let names = DataFolderName.candidates(for: task, project: project, type: type)
    let free = names.first { !isOfAnother($0, than: task) }
    return "\(top)/\(free ?? names[0])"
  }

  private func isOfAnother(_ name: String, than task: ClickUpTask) -> Bool {
    guard Standing("\(top)/\(name)/\(PulledData.fileName)") != .nothing else { return false }
    return record(in: name).map { $0.task.id != task.id } ?? true
  }

  private func record(in name: String) -> PulledData? {
    (try? PulledData.read(in: "\(top)/\(name)")).flatMap { $0 }
  }
}
