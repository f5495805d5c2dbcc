/// A custom field found by what people call it.
public enum FieldLookup: Sendable, Equatable {
  case found(CustomField)
  /// Nothing of that name.
  case missing
  /// Of that name there are only fields of other kinds.
  case otherKind([CustomField])
  /// Which of them is meant cannot be known.
  case several([CustomField])

  /// Finds the field called one of `names`, letter by letter but for outer blanks, of a kind in the
  /// first group of the use that has any.
  public init(named names: [String], for use: FieldUse, among fields: [CustomField]) {
    let wanted = Set(names.map(\.trimmed))
    let named = fields.filter { wanted.contains($0.name.trimmed) }
    let fitting = use.kinds.lazy.map { group in named.filter { group.contains($0.kind) } }
      .first { !$0.isEmpty }
    switch (fitting, named.isEmpty) {
    case (let fitting?, _):
      self = fitting.count == 1 ? .found(fitting[0]) : .several(fitting)
    case (nil, true): self = .missing
    case (nil, false): self = .otherKind(named)
    }
  }
}

extension CustomField {
  /// The field that a name means.
  ///
  /// - Throws: when none is meant, or several may be.
  public static func named(_ name: String, for use: FieldUse, among fields: [CustomField])
    throws(FieldProblem) -> CustomField
  {
    switch FieldLookup(named: [name], for: use, among: fields) {
    case .found(let field): return field
    case .missing: throw .missing(name, has: fields)
    case .otherKind(let found): throw .otherKind(name, found, for: use)
    case .several(let found): throw .several(name, found)
    }
  }
}

extension CustomField {
  /// The option that a person means: its very name, or the only one that is alike but for case and
  /// blanks.
  ///
  /// - Throws: `.noOption`.
  public func option(named name: String) throws(FieldProblem) -> Option {
    let exact = options.filter { $0.name == name }
    let alike = options.filter { NameCloseness.plain($0.name) == NameCloseness.plain(name) }
    let found = exact.isEmpty ? alike : exact
    guard found.count == 1 else { throw .noOption(name, of: self) }
    return found[0]
  }
}

extension String {
  /// Without blanks and line ends around it.
  package var trimmed: String {
    let start = self.drop(while: \.isWhitespace)
    return String(start.reversed().drop(while: \.isWhitespace).reversed())
  }
}
