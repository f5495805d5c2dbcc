public import LoraClickUp
import LoraDigest
import LoraExperiment
public import LoraStore

/// Attachments that people were told of already: `lora/mirror/told/<task>.json`.
private struct ToldFiles: Codable, Equatable {
  private(set) var format = 1
  var attachments: [String] = []
}

extension Outbox {
  private var toldFolder: DurableFolder {
    DurableFolder(path: ledgers.path + "/told", beforeChange: ledgers.beforeChange)
  }

  /// Tells the people who attached them which files cannot be used, each file once. Whoever calls this
  /// is the only one to do so in the repository at that time.
  ///
  /// It belongs to no run: the key is made of the files' ids, so that another clone that finds the same
  /// finds the comment, too.
  ///
  /// - Returns: whether there was anybody to tell.
  @discardableResult
  public func tell(unusable files: [UnusableFile], on task: TaskID) throws(StoreError) -> Bool {
    let name = FileSafe.name(task.text)
    var told = try toldFolder.read(ToldFiles.self, name) ?? ToldFiles()
    let known = Set(told.attachments)
    let new = files.filter { !known.contains($0.id) }
    guard !new.isEmpty else { return false }
    let groups = Dictionary(grouping: new, by: \.person)
    for (person, files) in groups.sorted(by: { ($0.key ?? 0) < ($1.key ?? 0) }) {
      let ids = files.map(\.id).sorted().joined(separator: "\n")
      guard let run = RunID(text: String(Digest.of(Array(ids.utf8)).hex.prefix(32))) else {
        continue
      }
      let comment = UnusableComment(files: files, person: person)
      let first = files.map(\.attached).min() ?? 0
      try write(
        Wish(
          EffectKey(run, .unusable), of: run, on: task, since: Double(first) / 1000,
          isRebuilt: true, .comment(NewComment(.blocks(comment.blocks)))))
    }
    told.attachments += new.map(\.id)
    try toldFolder.write(told, name)
    return true
  }
}
