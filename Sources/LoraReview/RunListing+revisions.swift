public import LoraGit
public import LoraStore

extension RunListing {
  /// The runs that words of a command line ask for: branches, revisions and ranges.
  ///
  /// A revision stands for its run and all before it on the branch, `a..b` for those of `b` that
  /// `a` does not have, `a...b` for those that only one of them has.
  ///
  /// - Parameters:
  ///   - asked: all runs when empty.
  ///   - hidden: commits to leave out.
  ///   - besides: commits to list although no branch holds them.
  public init(
    of store: RunStore, asked: [String], hidden: Set<ObjectID> = [], besides: Set<ObjectID> = []
  ) throws(StoreError) {
    let named = try RunListing(of: store, branches: asked, hidden: hidden)
    let extra = asked.isEmpty ? besides : []
    guard !named.unknown.isEmpty || !extra.isEmpty else {
      self = named
      return
    }
    let every = asked.isEmpty ? named : try RunListing(of: store, hidden: hidden)
    var rows = named.rows
    var unknown: [String] = []
    var seen = Set(rows.map(\.run.id))
    func add(_ found: [RunRow]) {
      for row in found where seen.insert(row.run.id).inserted { rows.append(row) }
    }
    for word in named.unknown {
      guard let runs = try RevisionRange(word).runs(in: store) else {
        unknown.append(word)
        continue
      }
      add(Self.rows(of: runs, named: every.rows, without: hidden))
    }
    for commit in extra.sorted() where !seen.contains(commit) {
      add(Self.rows(of: commit.short, store.history(of: commit, upTo: seen).runs, without: hidden))
    }
    self.init(rows: rows, flaws: named.flaws, unknown: unknown, branches: named.branches)
  }

  /// The rows of some runs: as a branch lists them, else by their hash.
  private static func rows(
    of runs: [LoggedRun], named rows: [RunRow], without hidden: Set<ObjectID>
  ) -> [RunRow] {
    let byCommit = Dictionary(rows.map { ($0.run.id, $0) }) { first, _ in first }
    return runs.filter { !hidden.contains($0.id) }.map { run in
      byCommit[run.id] ?? RunRow(name: run.id.short, run: run, changes: [])
    }
  }
}

/// A revision, or two with dots between them.
private struct RevisionRange {
  let excluded: String?
  let included: String
  let isSymmetric: Bool

  init(_ word: String) {
    let dots = word.firstRange(of: "...") ?? word.firstRange(of: "..")
    isSymmetric = word.contains("...")
    guard let dots else {
      (excluded, included) = (nil, word)
      return
    }
    func side(_ text: Substring) -> String { text.isEmpty ? "HEAD" : String(text) }
    excluded = side(word[..<dots.lowerBound])
    included = side(word[dots.upperBound...])
  }

  /// Nil: a side names no commit here, or the one listed is no run.
  func runs(in store: RunStore) throws(StoreError) -> [LoggedRun]? {
    guard let last = try? store.run(included) else { return nil }
    let runs = store.history(of: last.id).runs.map(\.run)
    guard let excluded else { return runs }
    guard let first = (try? store.run(excluded))?.id ?? (try? store.repository.resolve(excluded))
    else { return nil }
    let only = try Self.runs(runs, notIn: first, store)
    guard isSymmetric else { return only }
    return only + (try Self.runs(store.history(of: first).runs.map(\.run), notIn: last.id, store))
  }

  private static func runs(_ runs: [LoggedRun], notIn tip: ObjectID, _ store: RunStore)
    throws(StoreError) -> [LoggedRun]
  {
    var left: [LoggedRun] = []
    for run in runs {
      do { if try !store.repository.isAncestor(run.id, of: tip) { left.append(run) } } catch {
        throw .git(error)
      }
    }
    return left
  }
}
