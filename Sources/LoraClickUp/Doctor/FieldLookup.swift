/// A custom field found by what people call it.
public enum FieldLookup: Sendable, Equatable {
  case found(CustomField)
  /// Nothing of that name.
  case missing
  /// Of that name there are only fields of other types.
  case wrongType([CustomField])
  /// Which of them is meant cannot be known.
  case several([CustomField])

  /// Finds the field called one of `names`, letter by letter but for outer blanks, of a type in the
  /// first group that has any.
  public init(named names: [String], types: [[String]], among fields: [CustomField]) {
    let wanted = Set(names.map(Self.trimmed))
    let named = fields.filter { wanted.contains(Self.trimmed($0.name)) }
    let fitting = types.lazy.map { group in named.filter { group.contains($0.type) } }
      .first { !$0.isEmpty }
    switch (fitting, named.isEmpty) {
    case (let fitting?, _):
      self = fitting.count == 1 ? .found(fitting[0]) : .several(fitting)
    case (nil, true): self = .missing
    case (nil, false): self = .wrongType(named)
    }
  }

  private static func trimmed(_ name: String) -> Substring {
    var name = name.drop(while: \.isWhitespace)
    while name.last?.isWhitespace == true { name.removeLast() }
    return name
  }
}
