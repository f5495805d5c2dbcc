import LoraClickUp

/// Effects that keep their order among themselves. Those of different lanes do not wait for each
/// other: an alert does not wait for a file, a status not for a comment.
enum Lane: Hashable {
  case comments(TaskID)
  /// A comment that exists already and is kept up to date.
  case keptComment(TaskID, EffectKey)
  case files(TaskID)
  case status(TaskID)
  case field(TaskID, String)
  case description(TaskID)
  case alone(Int)

  /// - Parameter isPosted: of a comment that is kept up to date: whether it exists.
  init(of entry: OutboxEntry, isPosted: Bool) {
    switch entry.effect {
    case .comment: self = .comments(entry.task)
    case .update:
      self = isPosted ? .keptComment(entry.task, entry.key.comment) : .comments(entry.task)
    case .upload: self = .files(entry.task)
    case .status: self = .status(entry.task)
    case .field(let write): self = .field(entry.task, write.field)
    case .description: self = .description(entry.task)
    case .singleComment: self = .alone(entry.number)
    }
  }
}
