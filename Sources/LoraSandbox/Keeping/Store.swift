import Synchronization

/// The one place where the state lives: a call changes it whole and on disk before it is answered, or
/// not at all.
package final class Store: Sendable {
  private struct Kept: ~Copyable {
    var state: State
    var journal: Journal
    var past: [State] = []
  }

  private let kept: Mutex<Kept>
  /// How many earlier states stale answers may need.
  private let pastCount: Mutex<Int>
  package let folder: StateFolder

  package init(_ folder: StateFolder, fresh: () -> State) throws(SandboxError) {
    self.folder = folder
    let opened = try Journal.open(folder.journal, fresh: fresh)
    folder.removeOrphans(keeping: opened.state)
    kept = Mutex(Kept(state: opened.state, journal: opened.journal))
    pastCount = Mutex(0)
  }

  package var state: State { kept.withLock { $0.state } }

  /// Does the call. Its changes are durable when this returns.
  package func perform(_ call: Call) throws(APIError) -> (status: Int, body: JSON?) {
    let most = pastCount.withLock { $0 }
    return try kept.withLock { (kept) throws(APIError) in
      let outcome = try API.outcome(of: call, in: kept.state)
      try Self.commit(outcome.changes, &kept, past: most)
      return (outcome.status, outcome.answer(kept.state))
    }
  }

  /// Changes that no call of the API makes.
  package func change(_ work: (inout Draft) -> Void, clock: Int) throws(APIError) {
    let most = pastCount.withLock { $0 }
    try kept.withLock { (kept) throws(APIError) in
      try Self.commit(Self.changes(work, in: kept.state, clock: clock), &kept, past: most)
    }
  }

  private static func changes(_ work: (inout Draft) -> Void, in state: State, clock: Int)
    -> [Change]
  {
    var draft = Draft(state, clock: clock)
    work(&draft)
    return draft.changes
  }

  private static func commit(_ changes: [Change], _ kept: inout Kept, past most: Int)
    throws(APIError)
  {
    guard !changes.isEmpty else { return }
    do {
      try kept.journal.append(changes)
    } catch {
      throw .serverError
    }
    if most > 0 { kept.past = kept.past.suffix(most - 1) + [kept.state] }
    kept.state.apply(changes)
  }

  /// Keeps the last `count` states from now on.
  package func rememberPast(_ count: Int) { pastCount.withLock { $0 = max($0, count) } }

  /// The state as it was before the last `changes` changes, or the oldest still known.
  package func state(before changes: Int) -> State {
    kept.withLock { kept in
      guard changes > 0, !kept.past.isEmpty else { return kept.state }
      return kept.past[max(kept.past.count - changes, 0)]
    }
  }

  /// Waits for a change that is being written, and lets none begin after it.
  package func close(_ body: () -> Never) -> Never { kept.withLock { _ in body() } }
}
