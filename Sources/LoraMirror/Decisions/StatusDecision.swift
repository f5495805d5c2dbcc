public import LoraClickUp
public import LoraConfig
public import LoraExperiment

/// What to do with a task's status.
public enum StatusDecision: Sendable, Equatable {
  /// The name as the list spells it.
  case set(String)
  case isRight
  /// `.lorarc` maps none to this.
  case unmapped
  /// The task's home list has no such status.
  case notInList(String)
  /// People have finished with the task.
  case isFinal
  /// It is no longer what this run last set or saw: somebody moved the task.
  case movedBySomeone

  /// - Parameters:
  ///   - current: as read from the task just now.
  ///   - wanted: the mapped name; nil when unmapped.
  ///   - known: the status that this run last set, or saw before it set one.
  ///   - list: the statuses of the task's home list.
  public static func of(
    current: TaskStatus, wanted: String?, known: String?, list: [TaskStatus]
  ) -> StatusDecision {
    guard let wanted else { return .unmapped }
    if current.name == wanted { return .isRight }
    if current.isFinal { return .isFinal }
    guard list.contains(where: { $0.name == wanted }) else { return .notInList(wanted) }
    return known == nil || current.name == known ? .set(wanted) : .movedBySomeone
  }
}

extension ClickUpSettings.Statuses {
  /// The status of a task whose run stands so; nil leaves it alone.
  public func status(of state: RunState) -> String? {
    switch state {
    case .running: running
    case .paused: paused
    case .completed, .stopped: review
    // Nothing goes on by itself any more: somebody has to look.
    case .failed, .interrupted: failed
    }
  }
}
