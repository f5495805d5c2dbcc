import LoraClickUp
import LoraStore

extension DeliverySession {
  /// How the entry's kind of effect gets to its task.
  func delivery(of entry: OutboxEntry) throws(StoreError) -> any EffectDelivery {
    let context = DeliveryContext(
      entry: entry, ledger: ledger(of: entry), taskLedger: try outbox.ledger(of: entry.task),
      progress: progress(of: entry), service: service, outbox: outbox, rules: rules, waits: waits,
      now: clock.now)
    switch entry.effect {
    case .comment(let comment): return CommentDelivery(context: context, comment: comment)
    case .update(let update):
      return UpdateDelivery(context: context, update: update, kept: keptComment(of: entry))
    case .upload(let upload): return UploadDelivery(context: context, upload: upload)
    case .status(let change): return StatusDelivery(context: context, change: change)
    case .field(let write):
      let outbox = outbox
      return FieldDelivery(context: context, write: write) { workspace in
        try? outbox.planLimit(ofWorkspace: workspace)
      }
    case .description(let part): return DescriptionDelivery(context: context, part: part)
    case .singleComment(let key):
      return SingleCommentDelivery(context: context, key: key, kept: keptComment(key, of: entry))
    }
  }
}
