import LoraClickUp
import LoraTasks

/// A new comment. Posted twice in doubt, because the extra one can be deleted.
struct CommentDelivery: EffectDelivery {
  let context: DeliveryContext
  let comment: NewComment

  private var entry: OutboxEntry { context.entry }

  func verdict(isLastLook: Bool) throws(ClickUpError) -> Verdict {
    if context.mayBeThere, let receipt = try find() { return .settled(receipt) }
    let (service, task) = (context.service, entry.task)
    let body = try comment.body.mentioning(people()).ending(in: entry.mark())
    let notifyAll = comment.notifyAll
    return .send { () throws(ClickUpError) in
      .done(try service.postComment(body, notifyAll: notifyAll, on: task).finding)
    }
  }

  private func people() throws(ClickUpError) -> [Int] {
    guard comment.mentionsAssignees else { return [] }
    return AlertComment.people(
      notify: [], assignees: try context.service.task(entry.task).assignees)
  }

  func find() throws(ClickUpError) -> Receipt? {
    try CommentSearch(service: context.service, task: entry.task)
      .comments(ofKey: entry.key, since: entry.since).first.map { .done($0.finding) }
  }
}

extension PostedComment {
  var finding: Receipt.Finding { .comment(id: id.text, date: date) }
}

extension TaskComment {
  var finding: Receipt.Finding { .comment(id: id.text, date: date) }
}

extension CommentBody {
  fileprivate func mentioning(_ people: [Int]) -> CommentBody {
    guard case .blocks(let blocks) = self else { return self }
    return .blocks(people.flatMap { [.mention(userID: $0), .text(" ")] } + blocks)
  }

  fileprivate func ending(in mark: CommentMark) -> CommentBody {
    switch self {
    case .text(let text): .text(mark.ending(text))
    case .blocks(let blocks): .blocks(mark.ending(blocks))
    }
  }
}
