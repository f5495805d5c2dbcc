import LoraGit
import LoraNames
public import LoraStore

/// Compares the runs here with what a remote has.
public struct PushPlanner {
  private let store: RunStore
  private let remote: Remote
  private let transport: Transport
  private let name: SharedName

  /// - Parameter person: who shares, as Git's identity calls them.
  public init(_ store: RunStore, remote: Remote, transport: Transport, person: String) {
    self.store = store
    self.remote = remote
    self.transport = transport
    name = SharedName(refs: store.refs, person: person)
  }

  /// Asks the remote what it has and plans what it lacks of the runs named, or of all.
  ///
  /// Branches that moved on at the remote are fetched into their tracking references first.
  public func plan(runs words: [String]) throws(SharingError) -> PushPlan {
    var plan = PushPlan(remote: remote)
    let selection = RunSelection(store: store, remotes: Remote.all(in: transport.environment))
    let branches: [SelectedBranch]
    if words.isEmpty {
      let every = try selection.everyBranch()
      branches = every.runs
      plan.skipped = every.others.map { RunRefs.short($0.reference) }
      plan.broken = every.broken.map {
        PushPlan.Broken(branch: RunRefs.short($0.branch.reference), reason: "\($0.error)")
      }
    } else {
      branches = try selection.branches(named: words)
    }
    let listing = try RemoteListing.ask(remote, through: transport, for: .push)
    try fetchUnknown(branches, listing)
    for branch in branches { try decide(branch, listing, &plan) }
    let runs = words.isEmpty ? nil : try runs(of: branches)
    try addTags(of: runs, listing, to: &plan)
    plan.ground = try ground(listing)
    for kind in RunMark.allCases { try addMarks(kind, of: runs, listing, to: &plan) }
    try addObjects(to: &plan)
    return plan
  }

  private func addObjects(to plan: inout PushPlan) throws(SharingError) {
    let (updates, ground) = (plan.updates.compactMap(\.commit), plan.ground)
    plan.objects = try LoraSharing.store { () throws(StoreError) in
      try store.pointers(of: updates, butNotOf: ground)
    }
    let whole = WholeHistory(at: remote, in: store).tips
    let asked = try? store.pointers(of: plan.tips.values.sorted(), butNotOf: whole)
    let unproven = (asked ?? []).filter { !Set(plan.objects).contains($0) }
    plan.unproven = unproven.filter(store.objects.contains)
    // A history that cannot be walked, or objects that are not here, prove nothing.
    if asked == nil || plan.unproven.count < unproven.count { plan.tips = [:] }
  }

  private func decide(_ selected: SelectedBranch, _ listing: RemoteListing, _ plan: inout PushPlan)
    throws(SharingError)
  {
    var number = 0
    plan.tips[selected.branch.reference] = selected.upTo
    while true {
      let target = name.candidate(number, for: selected.branch)
      let there = listing[target]
      switch try standing(of: selected.upTo, against: there) {
      case .new:
        plan.updates.append(
          PushPlan.Update(
            kind: .branch, local: selected.branch.reference, commit: selected.upTo,
            target: target, known: there))
        return
      case .held:
        plan.upToDate += 1
        return
      case .elsewhere: number += 1
      }
    }
  }

  private enum Standing { case new, held, elsewhere }

  private func standing(of commit: ObjectID, against there: ObjectID?) throws(SharingError)
    -> Standing
  {
    guard let there else { return .new }
    if there == commit { return .held }
    guard isHere(there) else { return .elsewhere }
    return try git { () throws(GitError) in
      switch try store.repository.ancestry(of: commit, from: there) {
      // Where a shallow clone cannot know, the push itself is the question.
      case .ancestor, .unknown: .new
      case .none: try store.repository.isAncestor(commit, of: there) ? .held : .elsewhere
      }
    }
  }

  private func isHere(_ commit: ObjectID) -> Bool {
    (try? store.repository.commit(commit)) != nil
  }

  /// Whether two histories have parted can only be seen with both at hand.
  private func fetchUnknown(_ branches: [SelectedBranch], _ listing: RemoteListing)
    throws(SharingError)
  {
    var unknown: [String] = []
    for selected in branches where listing[selected.branch.reference] != selected.upTo {
      var number = 0
      while let there = listing[name.candidate(number, for: selected.branch)] {
        if !isHere(there) { unknown.append(name.candidate(number, for: selected.branch)) }
        number += 1
      }
    }
    try BranchFetch(remote: remote, transport: transport).fetch(branches: unknown)
  }

  private func runs(of branches: [SelectedBranch]) throws(SharingError) -> Set<ObjectID> {
    var runs: Set<ObjectID> = []
    for branch in branches {
      let walked = try LoraSharing.store { () throws(StoreError) in
        try store.runs(from: branch.upTo)
      }
      runs.formUnion(walked.map(\.id))
    }
    return runs
  }

  /// The remote's tips that are here: what is behind them need not be sent. Of a branch that moved
  /// on, what it pointed to when last seen.
  private func ground(_ listing: RemoteListing) throws(SharingError) -> [ObjectID] {
    var ground: Set<ObjectID> = []
    let tracked = try git { () throws(GitError) in
      try store.repository.references(under: remote.tracking)
    }
    let seen = NameMap(tracked.map { ($0.name, $0.id) })
    for (reference, id) in listing.references {
      if isHere(id) {
        ground.insert(id)
      } else if reference.begins(with: "refs/heads/"), let old = seen[remote.tracking(reference)] {
        ground.insert(old)
      }
    }
    return ground.sorted()
  }
}

extension PushPlanner {
  /// - Parameter runs: only tags of these; nil for those of all runs.
  private func addTags(of runs: Set<ObjectID>?, _ listing: RemoteListing, to plan: inout PushPlan)
    throws(SharingError)
  {
    let tags = try git { () throws(GitError) in
      try store.repository.references(under: "refs/tags/")
    }
    for (tag, id) in tags where listing[tag] != id {
      // A tag of anything but a run is the user's to push.
      guard let run = try? store.run(tag), runs?.contains(run.id) ?? true else { continue }
      if let there = listing[tag] {
        if there != id { plan.otherTags.append(RunRefs.short(tag)) }
      } else {
        plan.updates.append(
          PushPlan.Update(kind: .tag, local: tag, commit: id, target: tag, known: nil))
      }
    }
  }

  /// The marks of runs that the remote has or gets; one that only this machine has stays here.
  private func addMarks(
    _ kind: RunMark, of runs: Set<ObjectID>?, _ listing: RemoteListing, to plan: inout PushPlan
  ) throws(SharingError) {
    let marks = try RunMarks(kind, of: remote, listing, in: store)
    plan.agreedMarks[kind] = marks.here.intersection(marks.there).subtracting(marks.seen)
    let wanted = marks.toSend.filter { runs?.contains($0) ?? true }
    let shared = try known(wanted, behind: plan.ground + plan.updates.compactMap(\.commit))
    for commit in shared.sorted() {
      let mark = kind.reference(of: commit)
      plan.updates.append(
        PushPlan.Update(kind: kind.update, local: mark, commit: commit, target: mark, known: nil))
    }
    for commit in marks.toTakeBack.sorted() where runs?.contains(commit) ?? true {
      let mark = kind.reference(of: commit)
      plan.updates.append(
        PushPlan.Update(kind: kind.update, local: mark, commit: nil, target: mark, known: commit))
    }
  }

  /// Those of `commits` that are in the history of `tips`.
  private func known(_ commits: Set<ObjectID>, behind tips: [ObjectID]) throws(SharingError)
    -> Set<ObjectID>
  {
    if commits.isEmpty { return [] }
    let lines = commits.map(\.hex) + tips.map { "^\($0)" }
    let unknown = try transport.run(["rev-list", "--stdin"], lines: lines)
    return commits.subtracting(unknown.text.split(separator: "\n").compactMap { ObjectID(hex: $0) })
  }
}
