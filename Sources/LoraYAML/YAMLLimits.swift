/// What a document may cost. Settings that people write come nowhere near.
public struct YAMLLimits: Sendable {
  public var bytes = 1 << 20
  public var depth = 32
  /// Nodes with every alias counted in full, which stops an alias bomb early.
  public var nodes = 50_000
  /// Problems reported of one document; more are left out.
  public var problems = 100

  public init() {}
}
