import LoraClickUp

/// The present text of a comment that is kept up to date in place.
///
/// The first text is posted like any comment; later ones replace it. A person who deletes or
/// resolves the comment is done with it: the next text begins a new one, with the next number.
struct UpdateDelivery: EffectDelivery {
  let context: DeliveryContext
  let update: Update
  let kept: KeptComment

  private var entry: OutboxEntry { context.entry }
  private var search: CommentSearch {
    CommentSearch(service: context.service, task: entry.task)
  }

  /// The key in the comment's last line.
  private var signature: EffectKey {
    EffectKey(run: entry.key.run, kind: entry.key.kind, number: kept.number)
  }

  func verdict(isLastLook: Bool) throws(ClickUpError) -> Verdict {
    guard let id = kept.id.map({ CommentID($0) }) else { return try first() }
    let since = kept.date.map { Double($0) / 1000 } ?? entry.since
    let comments = try search.comments(since: since) { $0.contains { $0.id == id } }
    guard let comment = comments.first(where: { $0.id == id }) else {
      return isLastLook ? .startOver : .lookAgain
    }
    if comment.isResolved { return .startOver }
    return replacing(comment)
  }

  private func replacing(_ comment: TaskComment) -> Verdict {
    if let note = reasonToLeave(comment) {
      return .settled(Receipt(id: comment.id.text, date: comment.date, note: note))
    }
    let text = Signature.sign(update.text, as: signature)
    guard comment.text != text else { return .settled(Receipt(comment)) }
    let service = context.service
    return .send { () throws(ClickUpError) in
      try service.updateComment(
        comment.id, text: text, assignee: comment.assignee, resolved: comment.isResolved)
      return Receipt(comment)
    }
  }

  private func first() throws(ClickUpError) -> Verdict {
    if let other = try earlierOne() { return replacing(other) }
    let (service, task) = (context.service, entry.task)
    let body = CommentBody.text(Signature.sign(update.text, as: signature))
    return .send { () throws(ClickUpError) in
      Receipt(try service.postComment(body, notifyAll: false, on: task))
    }
  }

  /// The comment that another machine keeps, when there can be one.
  private func earlierOne() throws(ClickUpError) -> TaskComment? {
    let (kind, run) = (entry.key.kind, entry.key.run)
    if kind == .current {
      guard kept.number == 1 else { return nil }
      return try search.comments(signedBy: { $0.kind == kind }, since: 0).last { !$0.isResolved }
    }
    guard context.mayBeThere else { return nil }
    return try search.comments(
      signedBy: { $0.kind == kind && $0.run == run }, since: entry.since
    ).last { !$0.isResolved }
  }

  /// A "current version" that names a later run stands.
  private func reasonToLeave(_ comment: TaskComment) -> String? {
    guard entry.key.kind == .current, let ours = CommitHash.first(in: update.text),
      let theirs = CommitHash.first(in: comment.text), ours != theirs,
      let ourEnd = context.rules.endOfRun(ours), let theirEnd = context.rules.endOfRun(theirs),
      theirEnd > ourEnd
    else { return nil }
    return "the comment names a later run, \(theirs)"
  }

  func find() throws(ClickUpError) -> Receipt? {
    guard kept.id == nil else {
      guard case .settled(let receipt) = try verdict(isLastLook: false) else { return nil }
      return receipt
    }
    // Posted, perhaps with an earlier text: the next verdict compares it.
    return try search.comments(signed: signature, since: entry.since).first.map { Receipt($0) }
  }
}

/// Full commit hashes in text that people may have edited.
enum CommitHash {
  static func first(in text: String) -> String? {
    text.split { !$0.isHexDigit }.lazy
      .map { $0.lowercased() }
      .first { $0.utf8.count == 40 }
  }
}
