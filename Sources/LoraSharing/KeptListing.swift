public import LoraDigest
import LoraFiles
public import LoraGit
public import LoraStore

/// A second name of an LFS object, below `lora/objects`, and what it is there for.
public struct KeptObject: Sendable, Equatable {
  public let digest: Digest
  public let bytes: Int
  /// The runs whose folders hold the object.
  public let runs: [ObjectID]
  public let need: Need

  public init(digest: Digest, bytes: Int, runs: [ObjectID], need: Need) {
    (self.digest, self.bytes, self.runs, self.need) = (digest, bytes, runs, need)
  }

  public enum Need: Sendable, Equatable {
    /// Something that a reference keeps needs it, and no remote is known to have both.
    case onlyHere
    /// Whatever needs it is at a remote, its objects too: it can be fetched.
    case published
    /// No reference leads to it: it is of a run that is just being recorded, or of one that was
    /// dropped.
    case unreachable
  }
}

extension RunStore {
  /// Every second name. Reads all history: for housekeeping.
  public func keptObjects() throws(SharingError) -> [KeptObject] {
    let digests = objects.kept?.all ?? []
    if digests.isEmpty { return [] }
    let tips = try git { () throws(GitError) in
      try Set(repository.references(under: "refs/").compactMap { try? repository.commit($0.id).id })
    }
    let whole = try publishedTips()
    let (reachable, onlyHere, runs) = try LoraSharing.store { () throws(StoreError) in
      (
        try Set(pointers(of: tips.sorted(), butNotOf: []).map(\.digest)),
        try Set(pointers(of: tips.sorted(), butNotOf: whole).map(\.digest)),
        try runsByObject(from: tips)
      )
    }
    return digests.compactMap { digest in
      guard let bytes = objects.kept?.bytes(of: digest) else { return nil }
      let isHereAlone = onlyHere.contains(digest)
      return KeptObject(
        digest: digest, bytes: bytes, runs: (runs[digest] ?? []).sorted(),
        need: isHereAlone ? .onlyHere : reachable.contains(digest) ? .published : .unreachable)
    }
  }

  /// The second names that nothing needs any more: all can be fetched.
  public func publishedObjects() throws(SharingError) -> [Garbage] {
    let kept = objects.kept
    return try keptObjects().filter { $0.need == .published }.compactMap { object in
      kept.map { Garbage(kind: .object, path: $0.path(of: object.digest), bytes: object.bytes) }
    }
  }

  /// Drops an object's second name. Where git-lfs's own store lacks it, its bytes go with it.
  public func dropKept(_ object: KeptObject) throws(SharingError) {
    try LoraSharing.store { () throws(StoreError) in
      try onDisk(objects.kept?.remove(object.digest))
    }
  }

  /// The commits up to which some remote was shown to have every object, and still has the commits
  /// as far as it was seen last.
  private func publishedTips() throws(SharingError) -> [ObjectID] {
    let environment = repository.environment
    var whole: Set<ObjectID> = []
    for remote in Remote.all(in: repository) {
      whole.formUnion(WholeHistory(at: remote, in: self).tips)
    }
    if whole.isEmpty { return [] }
    let walk = try Transport(environment).run(
      ["rev-list", "--stdin", "--not", "--remotes"], lines: whole.map(\.hex))
    let gone = Set(walk.text.split(separator: "\n").compactMap { ObjectID(hex: $0) })
    return whole.subtracting(gone).sorted()
  }

  private func runsByObject(from tips: Set<ObjectID>) throws(StoreError)
    -> [Digest: Set<ObjectID>]
  {
    var found: [Digest: Set<ObjectID>] = [:]
    var seen: Set<ObjectID> = []
    for tip in tips {
      for placed in history(of: tip, upTo: seen).runs {
        seen.insert(placed.run.id)
        for pointer in try pointers(of: placed.run) {
          found[pointer.digest, default: []].insert(placed.run.id)
        }
      }
    }
    return found
  }
}
