import LoraClickUp

/// Deletes what a repeated posting left twice: the first comment stays, or the one that is kept up
/// to date.
struct SingleCommentDelivery: EffectDelivery {
  let context: DeliveryContext
  let key: EffectKey
  let kept: KeptComment?
  var waits: LookWaits { context.waits.watching }

  func verdict(isLastLook: Bool) throws(ClickUpError) -> Verdict {
    let service = context.service
    let comments = try CommentSearch(service: service, task: context.entry.task)
      .comments(ofKey: key, since: context.entry.since)
    let current = comments.first { $0.id.text == kept?.id }
    if current == nil, kept?.id != nil, !isLastLook { return .lookAgain }
    let staying = current ?? comments.first
    let user = comments.count > 1 ? try service.user().id : nil
    // What a person wrote above the same line is theirs.
    let extra = comments.filter { $0.id != staying?.id && $0.user?.id == user }
    guard !extra.isEmpty else {
      return isLastLook ? .settled(.done(staying?.finding)) : .lookAgain
    }
    return .send { () throws(ClickUpError) in
      for comment in extra {
        do throws(ClickUpError) { try service.deleteComment(comment.id) } catch {
          guard case .notFound = error.kind else { throw error }
        }
      }
      return nil
    }
  }
}
