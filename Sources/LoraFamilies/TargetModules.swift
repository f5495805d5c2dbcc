import LoraJSON
import LoraNames
import LoraWeights

/// Which linear layers get an adapter, as PEFT's `target_modules` says it.
public enum TargetModules: Sendable, Equatable {
  /// Last components of module paths, for example `q_proj`, or longer endings (`mlp.up_proj`).
  case names([String])
  /// A regular expression that must match the whole path.
  case pattern(String)
  /// Every linear layer but the output matrix.
  case allLinear

  /// A text from a config: PEFT's `all-linear`, else a regular expression.
  public init(text: String) { self = text == "all-linear" ? .allLinear : .pattern(text) }

  public struct Failure: Error, Sendable, Equatable, CustomStringConvertible {
    /// The name or pattern that selects nothing; empty when there are none at all.
    public let name: String
    public let reason: String
    /// Existing names that come nearest, best first.
    public let nearest: [String]

    /// Safe for a terminal.
    public var description: String {
      let reason = "\(Printable(reason, limit: Printable.messageLimit))"
      return nearest.isEmpty
        ? reason : reason + "; did you mean \(nearest.joined(separator: " or "))?"
    }
  }

  /// The layers selected from `linears`, in their order. Each name must select at least one.
  public func select(
    from linears: [AdaptableLinear]
  ) throws(Failure) -> [AdaptableLinear] {
    switch self {
    case .allLinear: return linears
    case .pattern(let pattern): return try Self.select(matching: pattern, from: linears)
    case .names(let names):
      guard !names.isEmpty else {
        throw Failure(name: "", reason: "target_modules names no module", nearest: [])
      }
      for name in names where !linears.contains(where: { $0.isNamed(name) }) {
        throw Self.nothing(named: name, in: linears)
      }
      return linears.filter { linear in names.contains { linear.isNamed($0) } }
    }
  }

  private static func select(
    matching pattern: String, from linears: [AdaptableLinear]
  ) throws(Failure) -> [AdaptableLinear] {
    guard let expression = ModulePattern(pattern) else {
      throw Failure(
        name: pattern,
        reason:
          "'\(Printable(pattern))' is not a regular expression, or one with look-behind, back "
          + "references or flags, which are not supported", nearest: [])
    }
    let selected = linears.filter { expression.matches($0.path) }
    guard selected.isEmpty else { return selected }
    // A bare name is the commonest mistake: as a pattern it must match the whole path.
    let isName = linears.contains { $0.isNamed(pattern) }
    throw Failure(
      name: pattern,
      reason: isName
        ? "'\(Printable(pattern))' as a text is a pattern for whole paths; write the list [\(pattern)]"
        : "the pattern '\(Printable(pattern))' matches no linear layer, for example not "
          + "'\(linears.first?.path ?? "")'",
      nearest: [])
  }

  private static func nothing(named name: String, in linears: [AdaptableLinear]) -> Failure {
    var names: [String] = []
    for linear in linears where !names.contains(linear.name) { names.append(linear.name) }
    let ranked = names.map { (name: $0, distance: editDistance($0, name)) }
      .sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }
    let near = ranked.filter { $0.distance <= 3 }.prefix(2).map(\.name)
    let reason = "the base model has no linear layer named '\(Printable(name))'"
    return Failure(
      name: name,
      reason: near.isEmpty ? reason + "; it has \(names.joined(separator: ", "))" : reason,
      nearest: Array(near))
  }
}

extension AdaptableLinear {
  /// PEFT's rule for lists: the whole path, or its ending from a dot on.
  fileprivate func isNamed(_ name: String) -> Bool {
    !name.isEmpty && (path.sameBytes(as: name) || path.ends(with: "." + name))
  }
}

/// Levenshtein's distance in characters.
func editDistance(_ a: String, _ b: String) -> Int {
  let (a, b) = (Array(a), Array(b))
  var row = Array(0...b.count)
  for i in a.indices {
    var diagonal = row[0]
    row[0] = i + 1
    for j in b.indices {
      let substituted = diagonal + (a[i] == b[j] ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(substituted, row[j] + 1, diagonal + 1)
    }
  }
  return row[b.count]
}
