import LoraFiles
public import LoraGit

// Second names for the LFS objects that a reference below `refs/lora/` keeps (`KeptObjects`). What a
// run recorded has one from the start (`LFSObjects.put`); this is for everything else: edited
// LFS files of the source tree, runs that were made elsewhere or by an older git-lora.
extension RunStore {
  /// Gives those of the objects that are on this machine their second names.
  public func protect(_ pointers: some Sequence<LFSPointer>) throws(StoreError) {
    for pointer in pointers {
      guard let place = objects.location(of: pointer) else { continue }
      try onDisk(objects.kept?.keep(pointer, at: place))
    }
  }

  /// The same for the objects of a run's folder. A run whose trees are damaged names none.
  public func protect(_ run: LoggedRun) throws(StoreError) {
    try protect((try? pointers(of: run)) ?? [])
  }

  /// The LFS objects that a run's folder names, whether they are here or not.
  public func pointers(of run: LoggedRun) throws(StoreError) -> [LFSPointer] {
    try store { () throws(GitError) in
      try pointers(
        in: repository.entry(at: run.summary.folder, in: run.commit.tree).map {
          folder throws(GitError) in
          folder.mode == .tree
            ? try repository.blobs(
              smallerThan: LFSPointer.limit, in: folder.id, butNotIn: nil) : []
        } ?? [])
    }
  }

  /// The LFS objects that the trees of `tips` and of their histories name, as far as `ground` and
  /// its history do not.
  ///
  /// - Parameter references: see `Repository.blobs`.
  public func pointers(
    of tips: [ObjectID], butNotOf ground: [ObjectID], or references: [String] = []
  ) throws(StoreError) -> [LFSPointer] {
    try store { () throws(GitError) in
      try pointers(
        in: repository.blobs(
          smallerThan: LFSPointer.limit, of: tips, butNotOf: ground, or: references))
    }
  }

  /// LFS files of the source tree that were edited and not committed: only the run has them.
  func pointers(of source: SourceSnapshot) throws(StoreError) -> [LFSPointer] {
    guard source.isDirty else { return [] }
    return try store { () throws(GitError) in
      let base = try source.commit.map { id throws(GitError) in try repository.commit(id).tree }
      return try pointers(
        in: repository.blobs(smallerThan: LFSPointer.limit, in: source.tree, butNotIn: base))
    }
  }

  private func pointers(in blobs: [ObjectID]) throws(GitError) -> [LFSPointer] {
    try repository.fetchPromised(blobs)
    var found: Set<LFSPointer> = []
    for id in blobs {
      if let pointer = LFSPointer(try repository.blob(id)) { found.insert(pointer) }
    }
    return found.sorted { $0.digest < $1.digest }
  }
}
