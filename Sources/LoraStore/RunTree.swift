import LoraExperiment
import LoraGit
import LoraNames

extension RunStore {
  /// Writes the tree of a run commit: the source tree with the run's folder replaced. Also answers
  /// the record as it stands in there, with every other file of the folder listed.
  func writeTree(of draft: RunDraft) throws(StoreError) -> (tree: ObjectID, record: RunRecord) {
    let attributes = RunFile(
      RunAttributes.file, .attributes,
      .bytes(Array(RunAttributes.text(forLFS: draft.files.filter(\.isInLFS).map(\.path)).utf8)))
    let files = draft.files + [attributes]
    var record = draft.record
    record.files = files.map(\.recorded).inByteOrder(of: \.path)
    let recordFile = RunFile(
      RecordCodec.recordFile, .report, .bytes(try RecordCodec.encode(record)))
    let tree = try store { () throws(GitError) in
      var placed: [FolderFile] = []
      for file in files + [recordFile] {
        placed.append(FolderFile(path: file.path, blob: try repository.writeBlob(file.stored)))
      }
      let folder = try repository.writeTree(placed)
      return try repository.replacing(record.folder, in: draft.source.tree, with: folder)
    }
    return (tree, record)
  }
}

extension RunFile {
  var isInLFS: Bool { if case .lfs = content { true } else { false } }

  /// The blob's bytes: the file's own, or its pointer.
  fileprivate var stored: [UInt8] {
    switch content {
    case .bytes(let bytes): bytes
    case .lfs(let pointer): Array(pointer.text.utf8)
    }
  }
}
