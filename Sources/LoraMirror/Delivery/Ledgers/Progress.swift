/// Where one entry stands between the outbox and the task. The whole life of an entry:
///
///     ready ──send──▶ sending ──answer──▶ delivered, or answered ──looks agree──▶ delivered
///       ▲                │ refused, or never left:  ready, failed or set aside
///       │                │ answer lost, or the process ended
///       │                ▼
///       │            doubtful ──found──▶ delivered
///       │                │ looked twice, not there
///       ├── again ◀──────┤ comment, status, field: a repetition does no harm, or can be undone
///       │                ▼
///       └─ --retry ─ uncertain           a file: only a later look or a person can tell
///
/// It is written before anything is sent, so a process that finds `sending` was not the one that
/// sent, and treats it as a lost answer.
struct Progress: Codable, Equatable {
  var phase = Phase.ready
  /// How often it may have arrived.
  var sends = 0
  /// Looks since the last sending.
  var looks = 0
  /// Nothing is done before: seconds since 1970.
  var due = 0.0
  /// The id that was answered.
  var id: String?
  /// Why it rests, in words.
  var cause: String?
  /// Why the last delivery left it waiting, in words; says nothing about what is to be done.
  var obstacle: String?

  enum Phase: String, Codable {
    case ready, sending, doubtful, answered, uncertain, setAside, failed
  }

  /// What a repetition of an effect that is not found may do.
  enum Repetition {
    /// Makes a second one that can be taken back, or changes nothing.
    case harmless
    /// Makes a second one for good.
    case irrevocable
  }

  mutating func sendBegins(at now: Double, _ waits: LookWaits) {
    self = Progress(phase: .sending, sends: sends + 1, due: now + waits.seconds[0])
  }

  /// Nothing arrived: refused, or the last byte never left.
  mutating func proveUndone(retryAt time: Double) {
    self = Progress(phase: .ready, sends: sends - 1, due: time)
  }

  mutating func loseAnswer(at now: Double, _ waits: LookWaits) {
    (phase, looks, due) = (.doubtful, 0, now + waits.seconds[0])
  }

  /// Found as the process that sent has left it: nobody knows the answer. `due` is still right.
  mutating func takeOver() { (phase, looks) = (.doubtful, 0) }

  /// Answered without saying what was stored.
  mutating func answer(_ id: String?, at now: Double) {
    (phase, looks, due, self.id) = (.answered, 0, now, id)
  }

  /// A look found nothing. After the last one it is sent again, or rests in doubt.
  mutating func miss(at now: Double, _ waits: LookWaits, _ repetition: Repetition) {
    looks += 1
    if looks < waits.seconds.count {
      due = now + waits.seconds[looks]
    } else {
      (phase, looks, due) = (repetition == .harmless ? .ready : .uncertain, 0, 0)
    }
  }

  /// What was read before sending may be stale.
  mutating func lookAgain(at now: Double, _ waits: LookWaits) {
    (phase, due) = (.ready, now + waits.seconds[min(looks, waits.seconds.count - 1)])
    looks += 1
  }

  /// Something was done, and is looked at until it is sure to be all.
  mutating func watch(at now: Double, _ waits: LookWaits) {
    self = Progress()
    lookAgain(at: now, waits)
  }

  /// What ClickUp stored was not to be seen yet.
  mutating func readAgain(at now: Double, _ waits: LookWaits) {
    lookAgain(at: now, waits)
    phase = .answered
  }

  /// Whether nothing was ever tried: an obstacle that stood before it is no try.
  var isUntouched: Bool {
    var bare = self
    bare.obstacle = nil
    return bare == Progress()
  }

  /// Whether it was tried and lacks what only others can bring about.
  var isInNeed: Bool { phase == .ready && sends == 0 && cause != nil }

  func isLastLook(_ waits: LookWaits) -> Bool { looks >= waits.seconds.count }

  mutating func rest(_ phase: Phase, because cause: String) {
    (self.phase, self.cause, due, obstacle) = (phase, cause, 0, nil)
  }
}
