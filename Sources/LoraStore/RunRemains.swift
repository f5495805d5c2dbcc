public import LoraExperiment
import LoraFiles
import LoraGit

/// A run that has begun and has not landed, or not cleared away what it needed for that: what there
/// is of it on disk.
public struct RunRemains: Sendable {
  public let id: RunID
  public let area: RunArea
  /// As last written into the area; nil where there is none, or none that can be read.
  public let state: ActiveRunState?
  /// The commit under its active reference: its beginning, or the finished run.
  public let active: LoggedRun?
  /// What that commit records.
  public let record: RunRecord?
  /// Its trainer, while that lives as far as this machine can know.
  public let trainer: ProcessIdentity?
  /// Its commit on a branch, or hidden.
  public let landed: LoggedRun?
  public let remedy: RunRemedy

  public var name: String { state?.name ?? record?.name ?? landed?.summary.config ?? id.short }
  /// Its full name; nil when nothing tells it.
  public var branch: String? { state?.branch ?? record?.branch }
  public var config: String? { state?.config ?? record?.config }
  public var started: String { state?.started ?? record?.started ?? "" }

  /// Whether a person means it: by its id or the first digits of that, its name, or its branch.
  public func isNamed(_ text: String) -> Bool {
    func isText(_ other: String?) -> Bool {
      other.map { $0.utf8.elementsEqual(text.utf8) } ?? false
    }
    return (!text.isEmpty && id.text.utf8.starts(with: text.utf8)) || isText(name)
      || isText(branch) || isText(branch.map(RunRefs.short))
  }
}

extension RunStore {
  /// What there is of runs that have begun, oldest first.
  public func remains() throws(StoreError) -> [RunRemains] {
    let active = try activeCommits()
    let areas = Files.names(in: folder + "/runs").compactMap { RunID(text: $0) }
    var found: [RunRemains] = []
    for id in Set(areas).union(active.keys) {
      if let remains = try remains(of: id, active: active[id]) { found.append(remains) }
    }
    return found.sorted { ($0.started, $0.id.text) < ($1.started, $1.id.text) }
  }

  /// Nil when there is nothing left of it.
  ///
  /// - Parameter isHeld: the caller holds its area.
  public func remains(of id: RunID, isHeld: Bool = false) throws(StoreError) -> RunRemains? {
    let commit = try store { () throws(GitError) in
      try repository.reference(RunRefs.active(id)).map { commit throws(GitError) in
        try repository.commit(commit)
      }
    }
    return try remains(of: id, active: commit.flatMap(LoggedRun.init), isHeld: isHeld)
  }

  private func remains(of id: RunID, active: LoggedRun?, isHeld: Bool = false) throws(StoreError)
    -> RunRemains?
  {
    let area = area(of: id)
    let hasArea = Standing(area.folder) == .folder
    guard hasArea || active != nil else { return nil }
    // One that cannot be read says nothing; everything else about the run still does.
    let state = (try? area.state()) ?? nil
    let isFollowed = isHeld || !hasArea ? false : try self.isFollowed(area, state)
    let trainer = area.livingTrainer
    // Of a run that is at work nobody asks whether it has landed.
    let landed = isFollowed || trainer != nil ? nil : try landedRun(id)
    let beginning: RunRemedy.Beginning =
      active.map { $0.summary.state.isEnd ? .finished : .begun } ?? .none
    return RunRemains(
      id: id, area: area, state: state, active: active,
      record: try active.map { run throws(StoreError) in try record(of: run) },
      trainer: trainer, landed: landed,
      remedy: RunRemedy(
        isFollowed: isFollowed, isTraining: trainer != nil, isLanded: landed != nil,
        active: beginning, holdsWork: hasArea && area.holdsWork))
  }

  /// The commit of a run, on whatever local branch it is, or hidden.
  ///
  /// - Throws: also when it was not found and some branch cannot be read to its end.
  public func landedRun(_ id: RunID) throws(StoreError) -> LoggedRun? {
    var flaw: (branch: RunBranch, flaw: HistoryFlaw)?
    for branch in try branches() {
      let history = history(of: branch.tip)
      if let found = history.runs.first(where: { $0.run.summary.id == id }) { return found.run }
      if let first = history.flaws.first(where: { $0.kind != .unintelligible }) {
        flaw = (branch, first)
      }
    }
    for commit in try RunMark.withdrawn.commits(in: self) {
      let found = try? runs(from: commit, limit: 1).first
      if let found, found.summary.id == id { return found }
    }
    if let flaw { throw .unreadable(file: flaw.branch.reference, reason: flaw.flaw.cause) }
    return nil
  }
}

extension RunArea {
  /// Whether a trainer has made anything in it.
  var holdsWork: Bool {
    let isWritten = [journal, log].contains { path in
      if case .file(let bytes) = Standing(path) { bytes > 0 } else { false }
    }
    return isWritten || !FolderListing(of: output).paths.isEmpty
  }
}
