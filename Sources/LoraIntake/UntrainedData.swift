public import LoraClickUp
import LoraFiles
import LoraNames

/// What a task holds that a training does not read.
public enum UntrainedData {
  /// The attachments that are data, in the order of attaching, but for those that were pulled into a
  /// folder of the training's and are among its files.
  ///
  /// - Parameters:
  ///   - files: the training's, below `top` or absolute.
  ///   - top: the working tree; absolute.
  public static func attachments(of task: ClickUpTask, beyond files: [String], below top: String)
    -> [TaskAttachment]
  {
    let trained = trained(of: task, files, top)
    let selection = Selection()
    return task.attachments.filter {
      selection.reason(against: $0) == nil && !trained.contains($0.id)
    }.sorted { ($0.date, $0.id) < ($1.date, $1.id) }
  }

  /// The ids of attachments of which a file is among the training's.
  private static func trained(of task: ClickUpTask, _ files: [String], _ top: String)
    -> Set<String>
  {
    let read = Set(files.map { Array($0.utf8) })
    var folders: Set<String> = []
    for file in files {
      var folder = Files.parent(of: file)
      while !folder.isEmpty, folder != "/", folder != ".", folders.insert(folder).inserted {
        folder = Files.parent(of: folder)
      }
    }
    var ids: Set<String> = []
    for folder in folders {
      let place = folder.begins(with: "/") ? folder : "\(top)/\(folder)"
      guard let data = (try? PulledData.read(in: place)).flatMap({ $0 }), data.task.id == task.id
      else { continue }
      for entry in data.attachments
      where entry.paths.contains(where: { read.contains(Array("\(folder)/\($0.path)".utf8)) }) {
        ids.insert(entry.id)
      }
    }
    return ids
  }
}
