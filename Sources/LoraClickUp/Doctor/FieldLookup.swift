/// A custom field found by what people call it.
public enum FieldLookup: Sendable, Equatable {
  case found(CustomField)
  /// Nothing of that name.
  case missing
  /// Of that name there are only fields of other types.
  case wrongType([CustomField])
  /// Which of them is meant cannot be known.
  case several([CustomField])

  /// Finds the field called one of `names` that has one of `types`. Upper and lower case and outer
  /// blanks do not matter, for people do not see them.
  public init(named names: [String], types: Set<String>, among fields: [CustomField]) {
    let wanted = Set(names.map { NameCloseness.plain($0) })
    let named = fields.filter { wanted.contains(NameCloseness.plain($0.name)) }
    let fitting = named.filter { types.contains($0.type) }
    switch (fitting.count, named.isEmpty) {
    case (1, _): self = .found(fitting[0])
    case (0, true): self = .missing
    case (0, false): self = .wrongType(named)
    default: self = .several(fitting)
    }
  }
}
