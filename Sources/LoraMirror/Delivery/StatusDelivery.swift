import LoraClickUp

/// The task's status: changed only while it is still the one that the run last set or saw, and
/// never out of one that people have finished with.
struct StatusDelivery: EffectDelivery {
  let context: DeliveryContext
  let change: StatusChange

  func verdict(isLastLook: Bool) throws(ClickUpError) -> Verdict {
    let task = try context.service.task(context.entry.task)
    let (found, seen) = (task.status.name, context.ledger.status)
    guard let target = change.target, target != found else { return .settled(seeing(found)) }
    if task.status.isFinal { return leave("people have finished with the task: \(found)") }
    if let seen, seen.name != found {
      if mayBeStale(found, seen), !isLastLook { return .lookAgain }
      return leave("somebody has set the status to \(found)")
    }
    if seen == nil, let later = laterRun(on: task) {
      return leave("the task shows a later run, \(later)")
    }
    return set(target, from: found)
  }

  private func set(_ target: String, from found: String) -> Verdict {
    let (service, id, now) = (context.service, context.entry.task, context.now)
    return .send { () throws(ClickUpError) in
      try service.setStatus(target, of: id)
      return Receipt(status: SeenStatus(name: target, before: found, time: now))
    }
  }

  private func seeing(_ name: String) -> Receipt {
    let before = context.ledger.status.flatMap { $0.name == name ? $0.before : nil }
    return Receipt(status: SeenStatus(name: name, before: before, time: context.now))
  }

  private func leave(_ reason: String) -> Verdict { .settled(Receipt(note: reason)) }

  /// Whether ClickUp may merely not show yet what the run set a moment ago.
  private func mayBeStale(_ found: String, _ seen: SeenStatus) -> Bool {
    found == seen.before && context.now - seen.time < 10 * context.waits.seconds[1]
  }

  /// A run that never saw the task began without a connection; others may have gone on since.
  private func laterRun(on task: ClickUpTask) -> String? {
    guard let end = change.ended else { return nil }
    return task.fields.lazy
      .compactMap { field -> String? in
        guard case .text(let text)? = field.value else { return nil }
        return CommitHash.first(in: text)
      }
      .first { hash in context.rules.endOfRun(hash).map { $0 > end } ?? false }
  }
}
