import LoraClickUp

/// A custom field. Read before it is written: nothing is spent on a value that is right already,
/// and what a person typed stays.
struct FieldDelivery: EffectDelivery {
  let context: DeliveryContext
  let write: FieldWrite
  let fieldsStoppedAt: (_ workspace: String) -> String?

  private var entry: OutboxEntry { context.entry }

  func verdict(isLastLook: Bool) throws(ClickUpError) -> Verdict {
    let task = try context.service.task(entry.task)
    let field: CustomField
    switch FieldMatch(named: write.field, for: write.purpose, in: task.fields) {
    case .one(let match): field = match
    case .problem(let words): return .rest(.failed, because: words)
    }
    let value: String
    switch content(of: field, on: task) {
    case .value(let text): value = text
    case .needs(let words): return .needs(words)
    }
    return verdict(writing: value, into: field, of: task)
  }

  private func verdict(writing value: String, into field: CustomField, of task: ClickUpTask)
    -> Verdict
  {
    switch FieldDecision(of: field.value, replacedBy: value, write, on: task, context.rules) {
    case .same: return .settled(Receipt())
    case .laterRun(let hash): return .settled(Receipt(note: "it names a later run, \(hash)"))
    case .notOurs(let text): return .settled(leaving(text, in: field, for: value))
    case .write: break
    }
    if let stopped = fieldsStoppedAt(task.workspaceKey) {
      return .settled(fallback(value, stoppedAt: stopped))
    }
    guard let input = FieldMatch.input(value, for: field) else {
      return .rest(.failed, because: "'\(value)' is no value of the field \(field.name)")
    }
    let (service, id) = (context.service, entry.task)
    return .send(in: task.workspaceKey) { () throws(ClickUpError) in
      try service.setField(field.id, of: id, to: input)
      return Receipt()
    }
  }

  private enum Content { case value(String), needs(String) }

  /// A hash is true at once; a link only when it leads somewhere.
  private func content(of field: CustomField, on task: ClickUpTask) -> Content {
    if write.purpose == .mapped { return .value(write.value ?? "") }
    if write.purpose == .version, field.type != "url" { return .value(write.run.commit) }
    switch context.rules.publication(write.run) {
    case .waiting(let words): return .needs(words)
    case .published(let link?): return .value(link)
    case .published(nil): break
    }
    guard let key = write.run.attachedAs, context.ledger.delivered[key.name]?.id != nil else {
      return .needs("the adapter is not attached to the task yet")
    }
    return .value(task.url)
  }

  private func leaving(_ text: String, in field: CustomField, for value: String) -> Receipt {
    let words =
      "The field \(field.name) says '\(text)', which names no run that git-lora knows, so it was "
      + "left as it is. This run is \(write.run.commit)"
      + (value == write.run.commit ? "." : ": \(value)")
    return Receipt(
      note: "a person's value stands: \(text)",
      consequences: [
        context.wish(
          EffectKey(entry.run, .kept, FieldDelivery.number(of: entry.key)),
          .comment(NewComment(.text(words))))
      ])
  }

  /// One explanation a field.
  private static func number(of key: EffectKey) -> Int {
    switch key.kind {
    case .version: 1
    case .storage: 2
    default: key.number + 2
    }
  }

  /// What the plan does not allow goes into the one comment that says what is current.
  func fallback(_ value: String, stoppedAt: String) -> Receipt {
    var values = context.taskLedger.values
    values[write.field] = value
    let lines = values.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
    let text =
      (["Current version: \(write.run.commit)"] + lines + [
        "Fields are no longer written since run \(stoppedAt): the plan's uses are spent."
      ]).joined(separator: "\n")
    let update = Update(text, revision: context.taskLedger.revision + 1)
    return Receipt(
      note: "the plan allows no more field writes; the comment says it",
      consequences: [context.wish(EffectKey(entry.run, .current), .update(update))],
      values: values)
  }
}

extension ClickUpTask {
  /// The workspace, or what stands for it where the answer does not say.
  var workspaceKey: String { workspace ?? "of-list-\(list.id)" }
}
