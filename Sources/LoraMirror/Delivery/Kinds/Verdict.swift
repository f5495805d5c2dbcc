import LoraClickUp

/// What is right to do about an effect, after reading the task.
enum Verdict {
  /// Nothing is left to do: it is there already, or better left undone.
  case settled(Receipt)
  /// The one call that changes the task; what it makes is looked at again later when it answers
  /// nil. With the plan's limit that it may meet.
  case send(trying: PlanTrial? = nil, () throws(ClickUpError) -> Receipt?)
  /// What was read may be stale; asked again later, the last time with `isLastLook`.
  case lookAgain
  /// The comment that was kept up to date is done with: the text belongs into a new one.
  case startOver
  /// Needs something that only others can bring about. Nothing else waits for it. What people should
  /// know of that is written into the outbox.
  case needs(String, consequences: [Wish] = [])
  case rest(Progress.Phase, because: String)
}

/// A write that a workspace's plan may not allow. What comes of it is remembered (`PlanLimit`).
struct PlanTrial {
  let workspace: String
  let run: LandedVersion
}
