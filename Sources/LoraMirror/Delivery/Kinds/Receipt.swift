/// What an effect came to.
enum Receipt {
  case done(Finding? = nil)
  /// Better as it is, and why, in words. What follows from that is written into the outbox before
  /// the entry leaves it.
  case left(because: String, Finding? = nil, consequences: [Wish] = [])

  /// What was learnt on the way, by the kind of effect.
  enum Finding {
    /// Of ClickUp's id and date, in milliseconds since 1970.
    case comment(id: String, date: Int)
    /// As long as ClickUp says that it stored; nil when it did not say.
    case file(id: String, bytes: Int?)
    case status(SeenStatus)
    /// What a field now holds.
    case field(CurrentValue)
    /// What the task's "current version" comment now has to say, by field.
    case currentValues([CurrentValue])
  }

  var finding: Finding? {
    switch self {
    case .done(let finding), .left(_, let finding, _): finding
    }
  }

  /// Why it was left undone, in words.
  var reason: String? {
    if case .left(let reason, _, _) = self { reason } else { nil }
  }

  var consequences: [Wish] {
    if case .left(_, _, let consequences) = self { consequences } else { [] }
  }
}

extension Receipt.Finding {
  /// Of the comment or the file.
  var id: String? {
    switch self {
    case .comment(let id, _), .file(let id, _): id
    case .status, .field, .currentValues: nil
    }
  }

  var bytes: Int? {
    if case .file(_, let bytes) = self { bytes } else { nil }
  }
}
