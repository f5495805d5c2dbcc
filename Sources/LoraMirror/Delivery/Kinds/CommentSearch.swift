import LoraClickUp
import LoraTasks

/// Reads a task's comments, newest first, as far back as they can matter.
///
/// A page may come twice, or in another order than promised: the next one begins at the oldest
/// comment of this, and a page without a new comment is the last.
struct CommentSearch {
  let service: any ClickUpService
  let task: TaskID

  private static let pageLength = 25
  private static let mostPages = 400
  /// Between this machine's clock and ClickUp's.
  private static let slack = 600.0

  /// - Parameter since: seconds since 1970; comments from ten minutes before are read too.
  /// - Parameter isEnough: whether what has been read so far will do.
  func comments(
    since: Double, until isEnough: ([TaskComment]) -> Bool = { _ in false }
  ) throws(ClickUpError) -> [TaskComment] {
    let oldest = (since - CommentSearch.slack) * 1000
    var found: [TaskComment] = []
    var known: Set<CommentID> = []
    var cursor: CommentCursor?
    for _ in 0..<CommentSearch.mostPages {
      let page = try service.comments(of: task, before: cursor)
      let new = page.filter { known.insert($0.id).inserted }
      found += new
      if new.isEmpty || isEnough(found) || page.count < CommentSearch.pageLength { break }
      if page.allSatisfy({ Double($0.date) < oldest }) { break }
      cursor = page.min { $0.isOlder(than: $1) }?.cursor
    }
    return found
  }

  /// The comments that end in the key's line, the first one first.
  func comments(ofKey key: EffectKey, since: Double) throws(ClickUpError) -> [TaskComment] {
    try comments(since: since).filter { key.marks($0) }.sorted { $0.isOlder(than: $1) }
  }

  /// The comments of a kind, by whatever run and number, the first one first.
  func comments(ofKind kind: EffectKey.Kind, since: Double) throws(ClickUpError) -> [TaskComment] {
    try comments(since: since)
      .filter { CommentMark(endOf: $0.text)?.kind == kind.rawValue }
      .sorted { $0.isOlder(than: $1) }
  }
}
