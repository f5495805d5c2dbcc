import LoraDigest
import LoraFiles
import LoraGit
import LoraNames

extension RunStore {
  /// Those of `paths` (below the folder `place`) that hold something no run recorded: bytes that
  /// no run of any run branch, here or at a remote, and no withdrawn run has under that path of its
  /// folder `folder`.
  ///
  /// A file is read only when some run has one of its size there. A copy that a killed process did
  /// not finish counts as nothing.
  public func unrecorded(
    _ paths: [String], in place: String, of folder: String, digests: DigestCache
  ) throws(StoreError) -> [String] {
    var open: [OutputFile] = []
    for path in paths where !UnfinishedFile.isOne(path) {
      let location = "\(place)/\(path)"
      let stamp = try onDisk(FileStamp(location))
      open.append(OutputFile(path: path, at: location, stamp: stamp))
    }
    let tips = try (branches() + remoteBranches()).map(\.tip) + RunMark.withdrawn.commits(in: self)
    for tip in tips where !open.isEmpty {
      for placed in history(of: tip).runs where placed.run.summary.folder.sameBytes(as: folder) {
        try strike(&open, recordedBy: placed.run, digests)
        if open.isEmpty { break }
      }
    }
    return open.map(\.path)
  }

  private func strike(_ open: inout [OutputFile], recordedBy run: LoggedRun, _ digests: DigestCache)
    throws(StoreError)
  {
    let folder = run.summary.folder
    var left: [OutputFile] = []
    for var file in open {
      let entry = try store { () throws(GitError) in
        try repository.entry(at: "\(folder)/\(file.path)", in: run.commit.tree)
      }
      if let entry, try isSame(&file, as: entry, digests) { continue }
      left.append(file)
    }
    open = left
  }

  private func isSame(_ file: inout OutputFile, as entry: TreeEntry, _ digests: DigestCache)
    throws(StoreError) -> Bool
  {
    guard entry.mode == .file, file.compared.insert(entry.id).inserted else { return false }
    let size = try store { () throws(GitError) in try repository.blobSize(entry.id) }
    if size == file.stamp.bytes {
      return try onDisk(Files.read(file.location))
        == store { () throws(GitError) in try repository.blob(entry.id) }
    }
    guard size < LFSPointer.limit,
      let pointer = LFSPointer(try store { () throws(GitError) in try repository.blob(entry.id) }),
      pointer.bytes == file.stamp.bytes
    else { return false }
    return try digests.digest(ofFile: file.location).digest == pointer.digest
  }
}

/// A file of an output folder that no run is known to have recorded yet.
private struct OutputFile {
  let path: String
  let location: String
  let stamp: FileStamp
  /// The blobs it has been compared with.
  var compared: Set<ObjectID> = []

  init(path: String, at location: String, stamp: FileStamp) {
    self.path = path
    self.location = location
    self.stamp = stamp
  }
}
