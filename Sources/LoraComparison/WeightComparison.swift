import LoraNames

/// How far two adapters moved one module, and whether in the same direction.
public struct ModuleDifference: Sendable, Equatable, Encodable {
  public let module: String
  /// ‖ΔW‖ of each side; nil where that adapter leaves the module alone.
  public let normA: Double?
  public let normB: Double?
  /// ⟨ΔWₐ, ΔW_b⟩ / (‖ΔWₐ‖ ‖ΔW_b‖); nil where one of them is zero or missing.
  public let cosine: Double?
  /// ‖ΔW_b − ΔWₐ‖, by which modules are ranked.
  let distance: Double

  enum CodingKeys: String, CodingKey {
    case module, normA, normB, cosine
  }
}

/// Two adapters of one base model, module by module, those that differ most first.
public enum WeightComparison {
  /// One module is in memory at a time, as its factors; ΔW itself is never formed.
  public static func modules(_ a: AdapterUpdates, _ b: AdapterUpdates) -> [ModuleDifference] {
    NameSet(a.modules + b.modules).map { module in
      difference(in: module, a.update(of: module), b.update(of: module))
    }.sorted { ($1.distance, ByteName($0.module)) < ($0.distance, ByteName($1.module)) }
  }

  private static func difference(in module: String, _ a: LowRankUpdate?, _ b: LowRankUpdate?)
    -> ModuleDifference
  {
    let norms = (a?.norm, b?.norm)
    let (normA, normB) = (norms.0 ?? 0, norms.1 ?? 0)
    let inner = a.flatMap { a in b.flatMap { a.inner($0) } }
    let product = normA * normB
    let squared = normA * normA + normB * normB - 2 * (inner ?? 0)
    return ModuleDifference(
      module: module, normA: norms.0, normB: norms.1,
      cosine: product > 0 ? inner.map { min(1, max(-1, $0 / product)) } : nil,
      distance: max(0, squared).squareRoot())
  }
}
