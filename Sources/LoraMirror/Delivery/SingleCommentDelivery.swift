import LoraClickUp

/// Deletes what a repeated posting left twice: the first comment stays.
struct SingleCommentDelivery: EffectDelivery {
  let context: DeliveryContext
  let key: EffectKey
  var waits: LookWaits { context.waits.watching }

  func verdict(isLastLook: Bool) throws(ClickUpError) -> Verdict {
    let service = context.service
    let comments = try CommentSearch(service: service, task: context.entry.task)
      .comments(signed: key, since: context.entry.since)
    guard let first = comments.first, comments.count > 1 else {
      return isLastLook ? .settled(Receipt(id: comments.first?.id.text)) : .lookAgain
    }
    let user = try service.user().id
    // What a person wrote under the same line is theirs.
    let extra = comments.dropFirst().filter { ($0.user?.id ?? user) == user }
    if extra.isEmpty { return isLastLook ? .settled(Receipt(first)) : .lookAgain }
    return .send { () throws(ClickUpError) in
      for comment in extra {
        do throws(ClickUpError) { try service.deleteComment(comment.id) } catch {
          guard case .notFound = error.kind else { throw error }
        }
      }
      return Receipt(id: first.id.text, date: first.date, isFinal: false)
    }
  }
}
