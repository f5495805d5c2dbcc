import LoraGit
import LoraProcess
public import LoraStore

/// LFS objects to and from a remote, through `git-lfs`: one process however many they are.
public struct LFSTransfer {
  let store: RunStore
  let remote: Remote
  let transport: Transport

  public init(store: RunStore, remote: Remote, transport: Transport) {
    self.store = store
    self.remote = remote
    self.transport = transport
  }

  /// Sends the objects; the server says which of them it has already.
  func upload(_ pointers: [LFSPointer]) throws(SharingError) {
    let present = pointers.filter(store.objects.contains)
    let mayLack = transport.environment.settings.flag("lfs.allowincompletepush") == true
    if present.count < pointers.count && !mayLack {
      throw .missingObjects(
        pointers.filter { !store.objects.contains($0) }, remote: remote.name)
    }
    if present.isEmpty { return }
    let output = try transport.start(
      ["lfs", "push", "--object-id", "--stdin", remote.name], lines: present.map(\.digest.hex),
      progress: .output)
    if !output.status.isSuccess { throw failure(output, "sent to") }
  }

  /// Brings the objects that are not here yet, and answers those that the remote could not give.
  public func download(_ pointers: [LFSPointer]) throws(SharingError) -> [LFSPointer] {
    let wanted = Set(pointers.filter { !store.objects.contains($0) })
    if wanted.isEmpty { return [] }
    let output = try transport.start(
      // The user's filters are for what a checkout brings by itself.
      [
        "-c", "lfs.fetchinclude=", "-c", "lfs.fetchexclude=", "lfs", "fetch", remote.name,
        try tree(of: wanted).hex,
      ], progress: .output)
    let missing = wanted.filter { !store.objects.contains($0) }
    if missing.isEmpty { return [] }
    if missing.count == wanted.count && !output.status.isSuccess {
      throw failure(output, "fetched from")
    }
    return missing.sorted { $0.digest < $1.digest }
  }

  /// git-lfs fetches what a tree names, and scans each tree by itself: so one tree of exactly the
  /// pointers wanted. Nothing refers to it, and Git's housekeeping removes it.
  private func tree(of pointers: Set<LFSPointer>) throws(SharingError) -> ObjectID {
    try git { () throws(GitError) in
      var files: [FolderFile] = []
      for pointer in pointers {
        let blob = try store.repository.writeBlob(Array(pointer.text.utf8))
        files.append(FolderFile(path: pointer.digest.hex, blob: blob))
      }
      return try store.repository.writeTree(files)
    }
  }

  private func failure(_ output: Output, _ task: String) -> SharingError {
    let words = output.errorLine
    if words.contains("is not a git command") { return .noLFSProgram }
    let signs = [
      "not implemented", "not found", "not enabled", "not supported", "404", "405", "501",
      "git-lfs-authenticate", "unsupported protocol scheme",
    ]
    // git-lfs repeats what the server says, and that may repeat the address.
    let last = Redaction.withoutUserParts(output.lastErrorLine)
    let isWithoutLFS = signs.contains { words.lowercased().contains($0) }
    return isWithoutLFS && !words.contains("missing object")
      ? .noLFSServer(remote: remote.name, words: last)
      : .objectsFailed(remote: remote.name, task: task, words: last)
  }
}
