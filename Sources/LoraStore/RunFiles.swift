public import LoraFiles
import LoraGit
import LoraNames

/// A file of a landed run's folder.
public struct StoredFile: Sendable, Equatable {
  /// Below the run's folder.
  public let path: String
  public let content: RunFile.Content
}

extension RunStore {
  /// Every file of the run's folder, `run.json` and `.gitattributes` too, by path. Of an LFS file
  /// the pointer is read, whether its object is here or not.
  ///
  /// - Throws: `.unreadable` when a name in the tree is none that Git itself would write: a commit
  ///   from elsewhere may hold any.
  public func files(of run: LoggedRun) throws(StoreError) -> [StoredFile] {
    let files = try store { () throws(GitError) -> [StoredFile] in
      guard let folder = try repository.entry(at: run.summary.folder, in: run.commit.tree),
        folder.mode == .tree
      else { return [] }
      let entries = try repository.files(below: folder.id)
      try repository.fetchPromised(entries.filter { $0.entry.mode != .submodule }.map(\.entry.id))
      var files: [StoredFile] = []
      for (path, entry) in entries {
        let bytes = try repository.blob(entry.id)
        let pointer = LFSPointer(bytes)
        files.append(StoredFile(path: path, content: pointer.map { .lfs($0) } ?? .bytes(bytes)))
      }
      return files
    }
    for file in files {
      let path = "\(run.summary.folder)/\(file.path)"
      guard path.pathComponents.contains(where: Self.leadsElsewhere) else { continue }
      throw .unreadable(
        file: path, reason: "a name in it is none that Git would write into a working tree")
    }
    return files
  }

  private static func leadsElsewhere(_ name: String) -> Bool {
    name == "." || name == ".." || name.lowercased() == ".git"
  }

  /// Writes one file to `target` as the trainer left it, replacing what is there in one step and
  /// making the folders it needs.
  public func write(_ file: StoredFile, to target: String) throws(StoreError) {
    try onDisk(Files.makeFolder(Files.parent(of: target)))
    switch file.content {
    case .bytes(let bytes): try onDisk(Files.replace(target, with: bytes, durability: .none))
    case .lfs(let pointer): try objects.copy(pointer, to: target)
    }
  }

  /// Serialises copies to output folders; held until the value goes.
  public func lockOutput() throws(StoreError) -> FileLock {
    try onDisk(Files.makeFolder(folder))
    return try onDisk(FileLock(folder + "/output.lock"))
  }
}
