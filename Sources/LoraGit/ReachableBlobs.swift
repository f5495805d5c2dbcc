import LoraProcess

extension Repository {
  /// The blobs of fewer than `limit` bytes in the trees of `tips` and of their histories, as far as
  /// `ground` and its history do not hold them. One walk for all of them.
  ///
  /// - Parameter references: more ground, in the words of `git rev-list`: `--branches`, `--remotes`.
  /// What a partial clone has left at its remote is passed over.
  public func blobs(
    smallerThan limit: Int, of tips: [ObjectID], butNotOf ground: [ObjectID],
    or references: [String] = []
  ) throws(GitError) -> [ObjectID] {
    if tips.isEmpty { return [] }
    let lines = tips.map(\.hex) + ground.map { "^\($0)" }
    let walk = try environment.program.run(
      [
        "rev-list", "--stdin", "--objects", "--no-object-names", "--missing=allow-promisor",
        "--filter=object:type=blob", "--filter=blob:limit=\(limit)", "--filter-provided-objects",
      ] + (references.isEmpty ? [] : ["--not"] + references),
      input: .bytes(Array((lines.joined(separator: "\n") + "\n").utf8)))
    return walk.text.split(separator: "\n").compactMap { ObjectID(hex: $0) }
  }

  /// The blobs of fewer than `limit` bytes below `tree` that `base` does not have under the same
  /// path. Folders that both have alike are not entered.
  public func blobs(smallerThan limit: Int, in tree: ObjectID, butNotIn base: ObjectID?)
    throws(GitError) -> [ObjectID]
  {
    if tree == base || tree == .emptyTree { return [] }
    let known = try base.map { id throws(GitError) in
      id == .emptyTree ? [] : try entries(of: id)
    }
    let before = Dictionary((known ?? []).map { ($0.name, $0) }) { first, _ in first }
    let new = try entries(of: tree).filter { before[$0.name]?.id != $0.id }
    try fetchPromised(new.filter { $0.mode == .file || $0.mode == .executable }.map(\.id))
    var found: [ObjectID] = []
    for entry in new {
      let old = before[entry.name]
      switch entry.mode {
      case .tree:
        found += try blobs(
          smallerThan: limit, in: entry.id, butNotIn: old?.mode == .tree ? old?.id : nil)
      case .file, .executable: if try blobSize(entry.id) < limit { found.append(entry.id) }
      case .link, .submodule: break
      }
    }
    return found
  }
}
