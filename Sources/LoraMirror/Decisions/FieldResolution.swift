public import LoraClickUp

/// A custom field that `.lorarc` names, found in a list.
public enum FieldResolution {
  /// What a field is for, by the types that can hold it. Types of an earlier group are preferred:
  /// a text and a link may share one name.
  public enum Use: Sendable, Equatable {
    case version, storage, value

    var types: [[String]] {
      switch self {
      case .version: [["short_text", "text"], ["url"]]
      case .storage: [["url"], ["short_text", "text"]]
      case .value:
        [["short_text", "text", "number", "currency", "drop_down", "checkbox", "date", "url"]]
      }
    }
  }

  /// - Throws: when no field of the list is meant, or several may be.
  public static func find(_ name: String, for use: Use, in fields: [CustomField])
    throws(FieldProblem) -> CustomField
  {
    let wanted = unique(use.types.joined().map(Self.inWords))
    switch FieldLookup(named: [name], types: use.types, among: fields) {
    case .found(let field): return field
    case .several(let found): throw .several(name, found.map(FieldProblem.Candidate.init))
    case .wrongType(let found):
      throw .otherType(name, found.map(FieldProblem.Candidate.init), wanted: wanted)
    case .missing:
      let folded = name.trimmed.lowercased()
      let similar = fields.filter { $0.name.trimmed.lowercased() == folded }
      throw .none(name, similar: similar.map(FieldProblem.Candidate.init), wanted: wanted)
    }
  }

  /// As ClickUp's own dialogue calls the types.
  private static func inWords(_ type: String) -> String {
    switch type {
    case "short_text", "text": "text"
    case "url": "website"
    case "currency": "money"
    case "drop_down": "dropdown"
    default: type
    }
  }

  private static func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }
}
