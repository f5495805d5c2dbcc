/// What a custom field is for, which says what kinds of field can be meant.
public enum FieldUse: Sendable, Hashable {
  /// The commit's hash, or its link.
  case version
  /// Where the weights lie.
  case storage
  /// Any other value of a run.
  case value
  /// What a person types.
  case entry

  /// Those of an earlier group are preferred: a text and a link may share one name.
  public var kinds: [[CustomField.Kind]] {
    switch self {
    case .version: [[.shortText, .text], [.url]]
    case .storage: [[.url], [.shortText, .text]]
    case .value:
      [[.shortText, .text, .number, .currency, .dropDown, .checkbox, .date, .url]]
    case .entry:
      [
        [
          .shortText, .text, .url, .email, .phone, .number, .currency, .checkbox, .dropDown,
          .labels, .date,
        ]
      ]
    }
  }

  /// For people, each once: `text or website`.
  var words: String {
    var seen: Set<String> = []
    return kinds.joined().map(\.words).filter { seen.insert($0).inserted }
      .joined(separator: " or ")
  }
}
