public import LoraGit
public import LoraNames
public import LoraStore

/// Brings runs from a remote: branches into their tracking references, tags, marks, LFS objects.
public struct RunFetch {
  let store: RunStore
  let remote: Remote
  let transport: Transport

  public init(_ store: RunStore, remote: Remote, transport: Transport) {
    self.store = store
    self.remote = remote
    self.transport = transport
  }

  /// Which LFS objects to bring.
  public enum Objects: Sendable, Equatable {
    /// Those of the runs named, else of each branch's newest run.
    case ofNamedOrNewest
    case ofEveryRun
    case none
  }

  /// What a fetch changed here.
  public struct Outcome: Sendable, Equatable {
    /// One reference that moved; `from` is nil for a new one.
    public struct Move: Sendable, Equatable {
      public let reference: String
      public let from: ObjectID?
      public let to: ObjectID
    }

    /// Tracking references and tags.
    public internal(set) var fetched: [Move] = []
    /// Local run branches that followed the remote's.
    public internal(set) var forwarded: [Move] = []
    /// Local run branches that are behind and checked out, by working tree.
    public internal(set) var checkedOut: NameMap<String> = [:]
    /// Local run branches whose history and the remote's have parted, and which it does not have
    /// under another name either.
    public internal(set) var parted: [String] = []
    public internal(set) var withdrawn = 0
    public internal(set) var restored = 0
    public internal(set) var objects: [LFSPointer] = []
    /// What the remote has not.
    public internal(set) var missing: [LFSPointer] = []
    /// Why no object at all could be brought; everything else is here.
    public internal(set) var failure: SharingError?
  }

  /// Fetches the runs that `words` name, or all.
  public func fetch(_ words: [String], objects: Objects) throws(SharingError) -> Outcome {
    let listing = try RemoteListing.ask(remote, through: transport, for: .fetch)
    let wanted = try words.map { word throws(SharingError) in try wish(word, in: listing) }
    let named = NameSet(wanted.compactMap(\.branch))
    let isEvery = wanted.isEmpty || wanted.contains { $0.branch == nil }
    let branches = listing.references.filter { reference, _ in
      store.refs.name(of: reference) != nil && (isEvery || named.contains(reference))
    }
    var outcome = Outcome()
    try fetchReferences(branches, listing, &outcome)
    try applyMarks(listing, &outcome)
    try forward(branches, &outcome)
    let runs = try runsToComplete(wanted, branches, objects)
    let pointers = try self.pointers(of: runs)
    let transfer = LFSTransfer(store: store, remote: remote, transport: transport)
    do { outcome.missing = try transfer.download(pointers) } catch { outcome.failure = error }
    outcome.objects = pointers.filter(store.objects.contains)
    return outcome
  }
}

// References.
extension RunFetch {
  private func fetchReferences(
    _ branches: NameMap<ObjectID>, _ listing: RemoteListing, _ outcome: inout Outcome
  ) throws(SharingError) {
    let before = try known(under: remote.tracking)
    let new = branches.filter { before[remote.tracking($0.key)] != $0.value }.names
    let marks = listing.marked(.withdrawn).filter { (try? store.repository.commit($0)) == nil }
    try BranchFetch(remote: remote, transport: transport).fetch(
      new.map { "+\($0):\(remote.tracking($0))" }
        + marks.map(RunMark.withdrawn.reference))
    try fetchTags(listing, &outcome)
    let after = try known(under: remote.tracking)
    for branch in new {
      let name = remote.tracking(branch)
      guard let id = after[name], id != before[name] else { continue }
      outcome.fetched.append(Outcome.Move(reference: name, from: before[name], to: id))
    }
  }

  /// Tags of runs that are here. Git follows most by itself, but not those put on a run that was
  /// here already.
  private func fetchTags(_ listing: RemoteListing, _ outcome: inout Outcome) throws(SharingError) {
    let here = try known(under: "refs/tags/")
    let new = listing.tags.filter { tag, commit in
      here[tag] == nil && (try? store.run(commit.hex)) != nil
    }.names
    try BranchFetch(remote: remote, transport: transport).fetch(new.map { "\($0):\($0)" })
    for tag in new {
      guard let id = listing[tag] else { continue }
      outcome.fetched.append(Outcome.Move(reference: tag, from: nil, to: id))
    }
  }

  private func applyMarks(_ listing: RemoteListing, _ outcome: inout Outcome) throws(SharingError) {
    let marks = try RunMarks(.withdrawn, of: remote, listing, in: store)
    var transaction = RefTransaction()
    for commit in marks.toMark {
      // Its branch may go here and there; what is here of it stays.
      try LoraSharing.store { () throws(StoreError) in try store.protect(store.run(commit.hex)) }
      transaction.set(RunMark.withdrawn.reference(of: commit), to: commit)
    }
    for commit in marks.toUnmark {
      transaction.delete(RunMark.withdrawn.reference(of: commit), expecting: commit)
    }
    let noted = marks.toMark.union(marks.there.intersection(marks.here)).subtracting(marks.seen)
    for commit in noted { transaction.set(remote.mark(.withdrawn, commit), to: commit) }
    for commit in marks.seen.subtracting(marks.there) {
      transaction.delete(remote.mark(.withdrawn, commit), expecting: commit)
    }
    try transaction.commit(through: transport, reason: "lora: fetch \(remote.name)")
    outcome.withdrawn = marks.toMark.count
    outcome.restored = marks.toUnmark.count
  }

  /// Moves local run branches that are strictly behind; never one that is checked out, and never
  /// back to a run that was withdrawn.
  private func forward(_ branches: NameMap<ObjectID>, _ outcome: inout Outcome)
    throws(SharingError)
  {
    let local = try LoraSharing.store { () throws(StoreError) in try store.branches() }
    let withdrawn = try RunMark.withdrawn.set(in: store)
    let checkedOut = try git { () throws(GitError) in try store.repository.checkedOutBranches() }
    var transaction = RefTransaction()
    for branch in local {
      guard let there = branches[branch.reference] else { continue }
      switch try relation(of: branch.tip, to: there) {
      case .ahead, .unknown: break
      case .parted:
        if try !isShared(branch, in: branches) { outcome.parted.append(branch.reference) }
      case .behind where withdrawn.contains(there): break
      case .behind:
        if let tree = checkedOut[branch.reference] {
          outcome.checkedOut[branch.reference] = tree
          continue
        }
        transaction.move(branch.reference, from: branch.tip, to: there)
        outcome.forwarded.append(
          Outcome.Move(reference: branch.reference, from: branch.tip, to: there))
      }
    }
    try transaction.commit(through: transport, reason: "lora: fetch \(remote.name)")
  }

  /// `unknown`: a shallow clone's history was cut before it could be seen.
  private enum Relation { case ahead, behind, parted, unknown }

  /// The same commit counts as ahead: there is nothing to follow.
  private func relation(of here: ObjectID, to there: ObjectID) throws(SharingError) -> Relation {
    try git { () throws(GitError) in
      if try store.repository.isAncestor(there, of: here) { return .ahead }
      switch try store.repository.ancestry(of: there, from: here) {
      case .ancestor: return .behind
      case .none: return .parted
      case .unknown: return .unknown
      }
    }
  }

  /// Whether the branch's runs are at the remote under a person's name.
  private func isShared(_ branch: RunBranch, in branches: NameMap<ObjectID>) throws(SharingError)
    -> Bool
  {
    for (reference, tip) in branches {
      guard store.refs.name(of: reference)?.begins(with: branch.name + ".") == true else {
        continue
      }
      let holds = try git { () throws(GitError) in
        try store.repository.isAncestor(branch.tip, of: tip)
      }
      if holds { return true }
    }
    return false
  }

  private func known(under prefix: String) throws(SharingError) -> NameMap<ObjectID> {
    let found = try git { () throws(GitError) in try store.repository.references(under: prefix) }
    return NameMap(found.map { ($0.name, $0.id) })
  }
}
