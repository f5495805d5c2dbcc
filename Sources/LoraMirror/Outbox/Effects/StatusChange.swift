public import LoraConfig
public import LoraExperiment

/// What the task's status should be, as far as the run knows.
public struct StatusChange: Sendable, Equatable, Codable {
  /// Nil: only look at the status, so that the next change knows what it was.
  public let target: String?
  /// How the run stands: the delivery takes the status that `.lorarc` then maps to it, so that a
  /// wrong name can be mended. Nil: `target` as it is.
  public let state: RunState?
  /// Nil while the run goes on.
  public let landed: LandedVersion?

  public init(to target: String?, landed: LandedVersion? = nil) {
    self.init(to: target, state: nil, landed)
  }

  /// - Parameter statuses: as they are now.
  public init(
    of state: RunState, in statuses: ClickUpSettings.Statuses, landed: LandedVersion? = nil
  ) {
    self.init(to: statuses.status(of: state), state: state, landed)
  }

  private init(to target: String?, state: RunState?, _ landed: LandedVersion?) {
    self.target = target
    self.state = state
    self.landed = landed
  }

  /// The same by today's settings.
  func resolved(in statuses: ClickUpSettings.Statuses?) -> StatusChange {
    guard let state, let statuses else { return self }
    return StatusChange(of: state, in: statuses, landed: landed)
  }
}
