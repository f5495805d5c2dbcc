import LoraGit
import LoraProcess
import LoraStore

/// The LFS objects that one history has and another lacks.
struct NewObjects {
  let repository: Repository
  let transport: Transport

  /// An LFS pointer is smaller than this.
  private static let largestPointer = 1024

  /// The pointers in the trees of `tips` and of their histories, as far as `ground` and its history
  /// do not hold them. One walk for all tips: git-lfs would make one for each.
  func pointers(of tips: [ObjectID], butNotOf ground: [ObjectID]) throws(SharingError)
    -> [LFSPointer]
  {
    if tips.isEmpty { return [] }
    let walk = try transport.run(
      [
        "rev-list", "--stdin", "--objects", "--no-object-names", "--missing=allow-promisor",
        "--filter=object:type=blob", "--filter=blob:limit=\(Self.largestPointer)",
        "--filter-provided-objects",
      ], lines: tips.map(\.hex) + ground.map { "^\($0)" })
    var found: Set<LFSPointer> = []
    for line in walk.text.split(separator: "\n") {
      guard let id = ObjectID(hex: line) else { continue }
      let bytes = try git { () throws(GitError) in try repository.blob(id) }
      if let pointer = LFSPointer(bytes) { found.insert(pointer) }
    }
    return found.sorted { $0.digest < $1.digest }
  }
}
