import LoraClickUp

/// A custom field. Read before it is written: nothing is spent on a value that is right already,
/// and what a person typed stays.
struct FieldDelivery: EffectDelivery {
  let context: DeliveryContext
  let write: FieldWrite

  private var entry: OutboxEntry { context.entry }

  func verdict(isLastLook: Bool) throws(ClickUpError) -> Verdict {
    let task = try context.service.task(entry.task)
    let field: CustomField
    let value: NewValue
    do throws(FieldProblem) {
      field = try CustomField.named(write.field, for: write.use, among: task.fields)
      switch try content(of: field, on: task) {
      case .needs(let words): return .needs(words)
      case .none(let reason): return .settled(.left(because: reason))
      case .write(let input): value = input
      }
    } catch { return .rest(.failed, because: "\(error)") }
    switch decision(on: field, value, task) {
    case .isRight: return .settled(.done())
    case .leave(let reason): return .settled(.left(because: reason))
    case .explain(let note):
      return .settled(.left(because: "a person's value stands", consequences: [said(note)]))
    case .wait(let reason, let note):
      return .needs(reason, consequences: note.map { [said($0)] } ?? [])
    case .write: return writing(value, into: field, of: task)
    }
  }

  private func writing(_ value: NewValue, into field: CustomField, of task: ClickUpTask)
    -> Verdict
  {
    let workspace = task.workspaceKey
    if let limit = try? context.outbox.planLimit(ofWorkspace: workspace),
      PlanLimit.route(limit, now: context.now) == .comment
    {
      return .settled(inComment(value, limit))
    }
    let (service, id, current) = (context.service, entry.task, current(value))
    return .send(trying: PlanTrial(workspace: workspace, run: write.run)) {
      () throws(ClickUpError) in
      try service.setField(field.id, of: id, to: value.input)
      return .done(.field(current))
    }
  }

  // MARK: What to write

  struct NewValue {
    let input: FieldInput
    /// For people.
    let words: String
  }

  private enum Content {
    case write(NewValue)
    case needs(String)
    /// There never will be one, and why.
    case none(because: String)

    static func text(_ text: String) -> Content {
      .write(NewValue(input: .text(text), words: text))
    }
  }

  /// A hash is true at once; a link only when it leads somewhere.
  private func content(of field: CustomField, on task: ClickUpTask) throws(FieldProblem)
    -> Content
  {
    switch write.purpose {
    case .mapped:
      guard let value = write.value else { return .needs("a value") }
      return .write(NewValue(input: try value.input(for: field), words: value.words))
    case .version where field.kind != .url: return .text(write.run.commit)
    case .version, .storage: return link(on: task)
    }
  }

  private func link(on task: ClickUpTask) -> Content {
    switch context.rules.publication(write.run) {
    case .waiting(let words): return .needs(words)
    case .published(let link?): return .text(link)
    case .published(nil): break
    }
    guard let key = write.run.attachedAs else {
      return .none(
        because: "the adapter is too large to attach, and its remote has no web page to link to")
    }
    return context.ledger.hasArrived(key)
      ? .text(task.url) : .needs("the adapter is not attached to the task yet")
  }

  private func current(_ value: NewValue) -> CurrentValue {
    CurrentValue(field: write.field, value: value.words, rank: write.rank)
  }

  // MARK: Instead of writing

  /// Why a value is left as it is, once a run and field.
  private func said(_ note: NoteComment) -> Wish {
    let number =
      switch write.purpose {
      case .version: 1
      case .storage: 2
      case .mapped: entry.key.number + 2
      }
    return entry.consequence(
      EffectKey(entry.run, .kept, number), .comment(NewComment(.text(note.text))))
  }

  /// What the plan does not allow goes into the one comment that says what is current.
  private func inComment(_ value: NewValue, _ limit: PlanLimit) -> Receipt {
    let values = context.taskLedger.values(adding: current(value))
    let comment = VersionComment(
      values: values.map { ($0.field, $0.value) }, stopped: limit.commit, stoppedRun: limit.run)
    let update = Update(comment.text, revision: context.taskLedger.revision + 1)
    return .left(
      because: "the plan allows no more field writes; a comment says it", .currentValues(values),
      consequences: [entry.consequence(EffectKey(entry.run, .current), .update(update))])
  }
}

extension FieldWrite {
  fileprivate var use: FieldUse {
    switch purpose {
    case .version: .version
    case .storage: .storage
    case .mapped: .value
    }
  }

  /// Its line in the comment "Current version": the version first.
  fileprivate var rank: Int {
    switch purpose {
    case .version: 0
    case .storage: 1
    case .mapped: 2
    }
  }
}
