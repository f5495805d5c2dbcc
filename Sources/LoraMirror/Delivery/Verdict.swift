import LoraClickUp

/// What is right to do about an effect, after reading the task.
enum Verdict {
  /// Nothing is left to do: it is there already, or better left undone.
  case settled(Receipt)
  /// With the workspace whose plan may not allow it.
  case send(in: String? = nil, () throws(ClickUpError) -> Receipt)
  /// What was read may be stale; asked again later, the last time with `isLastLook`.
  case lookAgain
  /// The comment that was kept up to date is done with: the text belongs into a new one.
  case startOver
  /// Needs something that only others can bring about. Nothing else waits for it.
  case needs(String)
  case rest(Progress.Phase, because: String)
}

/// What an effect came to.
struct Receipt {
  /// Of the comment or the attachment.
  var id: String?
  /// Milliseconds since 1970.
  var date: Int?
  /// Of a file: what ClickUp says it stored; nil when it did not say.
  var bytes: Int?
  /// Why nothing was done, in words.
  var note: String?
  var status: SeenStatus?
  /// What has to be written into the outbox before this entry leaves it.
  var consequences: [Wish] = []
  /// What the task's "current version" comment now has to say, by field.
  var values: [CurrentValue]?
  /// The words that a field now holds.
  var written: String?
  /// Whether there is more to look after.
  var isFinal = true
}

/// How one kind of effect gets to the task. Only `verdict`'s sending changes anything there.
protocol EffectDelivery {
  var context: DeliveryContext { get }
  var repetition: Progress.Repetition { get }
  /// Seconds before each further look.
  var waits: LookWaits { get }
  /// - Parameter isLastLook: what is read now is taken for the truth.
  func verdict(isLastLook: Bool) throws(ClickUpError) -> Verdict
  /// Looks for an effect whose answer was lost.
  func find() throws(ClickUpError) -> Receipt?
}

extension EffectDelivery {
  var repetition: Progress.Repetition { .harmless }
  var waits: LookWaits { context.waits }

  /// Of effects that overwrite: they are there when nothing is left to do.
  func find() throws(ClickUpError) -> Receipt? {
    guard case .settled(let receipt) = try verdict(isLastLook: false) else { return nil }
    return receipt
  }
}

/// What a delivery of one entry knows and may use.
struct DeliveryContext {
  let entry: OutboxEntry
  let ledger: RunLedger
  let taskLedger: TaskLedger
  let progress: Progress
  let service: any ClickUpService
  let outbox: Outbox
  let rules: DeliveryRules
  let waits: LookWaits
  let now: Double

  /// Whether another machine may have delivered it already: the entry was written again for one that
  /// is lost, or lay here for so long that another may have taken this one for lost.
  var mayBeThere: Bool {
    let isOld = now - entry.since > 10 * waits.seconds[1]
    return progress.sends == 0 && (entry.isRebuilt || isOld)
  }
}
