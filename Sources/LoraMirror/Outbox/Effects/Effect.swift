/// One thing to be done on a task, whole: nothing else is needed to do it later.
public enum Effect: Sendable, Equatable {
  case comment(NewComment)
  /// The present text of a comment that is kept up to date in place.
  case update(Update)
  case upload(Upload)
  case status(StatusChange)
  case field(FieldWrite)
  case description(DescriptionPart)
  /// Of a comment that was posted again after a lost answer, only the first is to stay.
  case singleComment(EffectKey)
}

/// An effect is written as one key that names it: `{"upload": {…}}`.
extension Effect: Codable {
  private enum Name: String, CodingKey {
    case comment, update, upload, status, field, description
    case singleComment = "single_comment"
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Name.self)
    switch container.allKeys.first {
    case .comment: self = .comment(try container.decode(NewComment.self, forKey: .comment))
    case .update: self = .update(try container.decode(Update.self, forKey: .update))
    case .upload: self = .upload(try container.decode(Upload.self, forKey: .upload))
    case .status: self = .status(try container.decode(StatusChange.self, forKey: .status))
    case .field: self = .field(try container.decode(FieldWrite.self, forKey: .field))
    case .description:
      self = .description(try container.decode(DescriptionPart.self, forKey: .description))
    case .singleComment:
      self = .singleComment(try container.decode(EffectKey.self, forKey: .singleComment))
    case nil:
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "an effect of an unknown kind"))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Name.self)
    switch self {
    case .comment(let comment): try container.encode(comment, forKey: .comment)
    case .update(let update): try container.encode(update, forKey: .update)
    case .upload(let upload): try container.encode(upload, forKey: .upload)
    case .status(let change): try container.encode(change, forKey: .status)
    case .field(let write): try container.encode(write, forKey: .field)
    case .description(let block): try container.encode(block, forKey: .description)
    case .singleComment(let key): try container.encode(key, forKey: .singleComment)
    }
  }
}
