import LoraStore

extension DeliverySession {
  /// How the entry's kind of effect gets to its task.
  func delivery(of entry: OutboxEntry) throws(StoreError) -> any EffectDelivery {
    let context = try DeliveryContext(of: entry, in: book, means)
    return switch entry.effect {
    case .comment(let comment): CommentDelivery(context: context, comment: comment)
    case .update(let update):
      UpdateDelivery(context: context, update: update, kept: book.keptComment(of: entry))
    case .upload(let upload): UploadDelivery(context: context, upload: upload)
    case .status(let change):
      StatusDelivery(context: context, change: change.resolved(in: means.rules.statuses))
    case .field(let write): FieldDelivery(context: context, write: write)
    case .description(let part): DescriptionDelivery(context: context, part: part)
    case .singleComment(let key):
      SingleCommentDelivery(context: context, key: key, kept: book.keptComment(key, of: entry))
    }
  }
}
