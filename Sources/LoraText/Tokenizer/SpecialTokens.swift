/// Which tokens mark what.
public struct SpecialTokens: Sendable, Equatable {
  /// A token by id, and its text.
  public struct Mark: Sendable, Equatable {
    public let id: Int
    public let text: String
  }

  public var begin: Mark?
  public var end: Mark?
  public var padding: Mark?
  public var unknown: Mark?
  /// Ids after which generation stops: generation_config.json's, else config.json's, else `end`.
  public var stops: [Int] = []
}
