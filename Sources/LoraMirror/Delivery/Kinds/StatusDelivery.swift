import LoraClickUp
import LoraConfig
import LoraTasks

/// The task's status: changed only while it is still the one that the run last set or saw, and
/// never out of one that people have finished with (`StatusDecision`).
struct StatusDelivery: EffectDelivery {
  let context: DeliveryContext
  let change: StatusChange

  func verdict(isLastLook: Bool) throws(ClickUpError) -> Verdict {
    let task = try context.service.task(context.entry.task)
    let (found, seen) = (task.status.name, context.ledger.status)
    switch try decision(on: task, seen) {
    case .isRight where context.progress.sends == 0 && mayBeStale(found, seen) && !isLastLook:
      return .lookAgain
    case .unmapped, .isRight: return .settled(seeing(found))
    case .isFinal: return leave("people have finished with the task: \(found)")
    case .notInList(let name):
      return .rest(
        .failed, because: "the list \(task.list.name) has no status “\(name)”: clickup.statuses")
    case .movedBySomeone:
      if mayBeStale(found, seen), !isLastLook { return .lookAgain }
      return leave("somebody has set the status to \(found)")
    case .set(let name):
      if seen == nil, let later = laterRun(on: task) {
        return leave("the task shows a later run, \(later)")
      }
      if context.entry.key.kind == .interrupted, let seen, try anotherHasBegun(since: seen.time) {
        return leave("another run has begun on the task")
      }
      return set(name, from: found)
    }
  }

  /// The list is read only when its statuses matter.
  private func decision(on task: ClickUpTask, _ seen: SeenStatus?) throws(ClickUpError)
    -> StatusDecision
  {
    func decided(_ list: [TaskStatus]) -> StatusDecision {
      .of(current: task.status, wanted: change.target, known: seen?.name, list: list)
    }
    guard case .notInList = decided([]) else { return decided([]) }
    return decided(try context.service.list(task.list.id).statuses)
  }

  private func set(_ target: String, from found: String) -> Verdict {
    let (service, id, now) = (context.service, context.entry.task, context.now)
    return .send { () throws(ClickUpError) in
      try service.setStatus(target, of: id)
      return .done(.status(SeenStatus(name: target, before: found, time: now)))
    }
  }

  private func seeing(_ name: String) -> Receipt {
    let before = context.ledger.status.flatMap { $0.name == name ? $0.before : nil }
    return .done(.status(SeenStatus(name: name, before: before, time: context.now)))
  }

  private func leave(_ reason: String) -> Verdict { .settled(.left(because: reason)) }

  /// Whether ClickUp may merely not show yet what the run set a moment ago.
  private func mayBeStale(_ found: String, _ seen: SeenStatus?) -> Bool {
    guard let seen else { return false }
    return found == seen.before && context.now - seen.time < 10 * context.waits.seconds[1]
  }

  /// A run that is gone does not stop one that goes on, from whatever machine.
  private func anotherHasBegun(since time: Double) throws(ClickUpError) -> Bool {
    let search = CommentSearch(service: context.service, task: context.entry.task)
    return try search.comments(ofKind: .start, since: time).contains {
      CommentMark(endOf: $0.text)?.run != context.entry.key.run && Double($0.date) / 1000 > time
    }
  }

  /// A run that never saw the task began without a connection; others may have gone on since.
  private func laterRun(on task: ClickUpTask) -> String? {
    guard let run = change.landed else { return nil }
    return task.commits.first { commit in
      VersionDecision.of(value: commit, naming: run.decided, lookUp: context.rules.lookUp)
        == .keepLater
    }
  }
}

extension ClickUpTask {
  /// The commits that its fields name.
  var commits: [String] {
    fields.compactMap { field in
      if case .text(let text)? = field.value { CommitName.commit(in: text.trimmed) } else { nil }
    }
  }

  /// The workspace, or what stands for it where the answer does not say.
  var workspaceKey: String { workspace ?? "of-list-\(list.id)" }
}
