/// What the task's status should be, as far as the run knows.
public struct StatusChange: Sendable, Equatable, Codable {
  /// Nil: only look at the status, so that the next change knows what it was.
  public let target: String?
  /// Nil while the run goes on.
  public let landed: LandedVersion?

  public init(to target: String?, landed: LandedVersion? = nil) {
    self.target = target
    self.landed = landed
  }
}
