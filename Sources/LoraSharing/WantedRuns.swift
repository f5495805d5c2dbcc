import LoraDigest
import LoraExperiment
import LoraGit
import LoraNames
import LoraStore

/// A run that the user wants from a remote.
struct RunWish {
  let word: String
  /// The remote's branch that the word begins with; nil when it is a hash or the like.
  let branch: String?
  /// What follows the branch: `~2`, or nothing.
  let suffix: String
}

extension RunFetch {
  /// `runs/x`, `x`, `origin/runs/x`, each also with `~2`, or a hash.
  func wish(_ word: String, in listing: RemoteListing) throws(SharingError) -> RunWish {
    let end = word.utf8.firstIndex { "~^".utf8.contains($0) } ?? word.endIndex
    let (base, suffix) = (String(word[..<end]), String(word[end...]))
    let short = base.rest(after: remote.name + "/") ?? base
    for branch in ["refs/heads/" + short, store.refs.branch(for: short)] {
      if listing[branch] != nil, store.refs.name(of: branch) != nil {
        return RunWish(word: word, branch: branch, suffix: suffix)
      }
    }
    guard base.utf8.count >= 4, base.allSatisfy(\.isHexDigit) else {
      throw .unknownWord(word, remotes: Remote.all(in: transport.environment))
    }
    return RunWish(word: word, branch: nil, suffix: suffix)
  }

  /// The runs whose LFS objects are to be brought.
  func runsToComplete(
    _ wanted: [RunWish], _ branches: NameMap<ObjectID>, _ objects: Objects
  ) throws(SharingError) -> [LoggedRun] {
    let limit = objects == .ofEveryRun ? Int.max : 1
    if objects == .none { return [] }
    if !wanted.isEmpty && limit == 1 {
      return try wanted.map { wish throws(SharingError) in
        let name = wish.branch.map { remote.tracking($0) + wish.suffix } ?? wish.word
        return try LoraSharing.store { () throws(StoreError) in try store.run(name) }
      }
    }
    let withdrawn = try RunMark.withdrawn.set(in: store)
    var runs: [LoggedRun] = []
    for tip in branches.values {
      runs += try LoraSharing.store { () throws(StoreError) in
        try store.runs(from: tip, limit: limit)
      }
    }
    return runs.filter { !withdrawn.contains($0.id) }
  }

  /// The LFS objects of the runs' folders that are not here.
  func pointers(of runs: [LoggedRun]) throws(SharingError) -> [LFSPointer] {
    var pointers: Set<LFSPointer> = []
    for run in runs {
      for file in try LoraSharing.store({ () throws(StoreError) in try store.files(of: run) }) {
        guard case .lfs(let pointer) = file.content, !store.objects.contains(pointer) else {
          continue
        }
        pointers.insert(pointer)
      }
    }
    return pointers.sorted { $0.digest < $1.digest }
  }
}
