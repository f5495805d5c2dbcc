/// The present text of a comment that is kept up to date in place.
public struct Update: Sendable, Equatable, Codable {
  public let text: String
  /// Grows with each text of the same comment.
  public let revision: Int
  /// The run that everyone must be able to get first; `place` in the text becomes where.
  public let published: LandedVersion?

  /// The revision of a running report's last text: after those of every event.
  static let last = 1_000_000_000

  /// What stands in a text where the link to a run will be.
  public static let place = "⟦where⟧"

  public init(_ text: String, revision: Int, published: LandedVersion? = nil) {
    self.text = text
    self.revision = revision
    self.published = published
  }
}
