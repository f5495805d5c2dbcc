/// Which tokens mark what.
public struct SpecialTokens: Sendable, Equatable {
  /// A token by id, and its text.
  public struct Mark: Sendable, Equatable {
    public let id: Int
    public let text: String

    public init(id: Int, text: String) {
      self.id = id
      self.text = text
    }
  }

  public var begin: Mark?
  public var end: Mark?
  public var padding: Mark?
  public var unknown: Mark?
  /// Ids after which generation stops: generation_config.json's, else config.json's, else `end`.
  public var stops: [Int] = []

  public init(begin: Mark? = nil, end: Mark? = nil, padding: Mark? = nil, unknown: Mark? = nil) {
    self.begin = begin
    self.end = end
    self.padding = padding
    self.unknown = unknown
  }
}
