import LoraClickUp
import LoraTasks

/// The present text of a comment that is kept up to date in place.
///
/// The first text is posted like any comment; later ones replace it. A person who deletes or
/// resolves the comment is done with it: the next text begins a new one, with the next number.
struct UpdateDelivery: EffectDelivery {
  let context: DeliveryContext
  let update: Update
  let kept: KeptComment

  private var entry: OutboxEntry { context.entry }
  private var kind: EffectKey.Kind { entry.key.comment.kind }
  private var search: CommentSearch {
    CommentSearch(service: context.service, task: entry.task)
  }

  /// The key in the comment's last line.
  private var key: EffectKey {
    EffectKey(run: entry.key.run, kind: kind, number: kept.number)
  }

  func verdict(isLastLook: Bool) throws(ClickUpError) -> Verdict {
    let text: String
    switch content() {
    case .text(let content): text = entry.mark(number: kept.number).ending(content)
    case .needs(let words): return .needs(words)
    }
    guard let id = kept.id.map({ CommentID($0) }) else { return try first(text) }
    let since = kept.date.map { Double($0) / 1000 } ?? entry.since
    let comments = try search.comments(since: since) { $0.contains { $0.id == id } }
    guard let comment = comments.first(where: { $0.id == id }) else {
      return isLastLook ? missing() : .lookAgain
    }
    return comment.isResolved
      ? goneWith("the comment was resolved") : replacing(comment, with: text)
  }

  private enum Content { case text(String), needs(String) }

  private func content() -> Content {
    guard let run = update.published else { return .text(update.text) }
    if kept.id == nil { return .needs("the summary is not on the task yet") }
    switch context.rules.publication(run) {
    case .waiting(let words): return .needs(words)
    case .published(let link):
      return .text(
        update.text.replacing(Update.place, with: link ?? "Pushed: git lora fetch brings it"))
    }
  }

  /// What says where the run is comes once, so it is not given up for a comment that ClickUp may
  /// merely not show yet.
  private func missing() -> Verdict {
    let age = kept.date.map { context.now - Double($0) / 1000 } ?? .infinity
    return update.published != nil && age < 10 * context.waits.seconds[1]
      ? .needs("the summary does not show on the task yet") : goneWith("the comment was deleted")
  }

  /// Only what is news goes into a new comment.
  private func goneWith(_ reason: String) -> Verdict {
    update.published == nil ? .startOver : .settled(.left(because: reason))
  }

  private func replacing(_ comment: TaskComment, with text: String) -> Verdict {
    if let reason = reasonToLeave(comment) {
      return .settled(.left(because: reason, comment.finding))
    }
    guard comment.text != text else { return .settled(.done(comment.finding)) }
    let service = context.service
    return .send { () throws(ClickUpError) in
      try service.updateComment(
        comment.id, text: text, assignee: comment.assignee, resolved: comment.isResolved)
      return .done(comment.finding)
    }
  }

  private func first(_ text: String) throws(ClickUpError) -> Verdict {
    if let other = try earlierOne() {
      // A summary may say already where the run is.
      return kind == .summary ? .settled(.done(other.finding)) : replacing(other, with: text)
    }
    let (service, task) = (context.service, entry.task)
    return .send { () throws(ClickUpError) in
      .done(try service.postComment(.text(text), notifyAll: false, on: task).finding)
    }
  }

  /// The comment that another machine keeps, when there can be one.
  private func earlierOne() throws(ClickUpError) -> TaskComment? {
    if kind == .current {
      guard kept.number == 1, context.progress.sends == 0 else { return nil }
      return try search.comments(ofKind: kind, since: 0).last { !$0.isResolved }
    }
    guard context.mayBeThere else { return nil }
    return try search.comments(ofKind: kind, since: entry.since).last {
      CommentMark(endOf: $0.text)?.run == entry.key.run && !$0.isResolved
    }
  }

  /// A "current version" that names a later run stands.
  private func reasonToLeave(_ comment: TaskComment) -> String? {
    guard kind == .current, let ours = CommitName.first(in: update.text),
      let own = context.rules.lookUp(ours), let theirs = CommitName.first(in: comment.text)
    else { return nil }
    let decision = VersionDecision.of(value: theirs, naming: own, lookUp: context.rules.lookUp)
    return decision == .keepLater ? "the comment names a later run, \(theirs)" : nil
  }

  func find() throws(ClickUpError) -> Receipt? {
    guard kept.id == nil else {
      guard case .settled(let receipt) = try verdict(isLastLook: false) else { return nil }
      return receipt
    }
    // Posted, perhaps with an earlier text: the next verdict compares it.
    return try search.comments(ofKey: key, since: entry.since).first.map { .done($0.finding) }
  }
}

extension CommitName {
  /// The first commit that a line of the text names at its end.
  static func first(in text: String) -> String? {
    text.split(whereSeparator: \.isNewline).lazy
      .compactMap { $0.split(separator: " ").last.flatMap { commit(in: String($0)) } }
      .first
  }
}
