import LoraClickUp

/// Whether to write into a field that holds something else.
extension FieldDelivery {
  enum Decision {
    case write
    case isRight
    case leave(because: String)
    case explain(NoteComment)
  }

  func decision(on field: CustomField, _ new: NewValue, _ task: ClickUpTask)
    -> Decision
  {
    let run = write.run.decided
    if write.purpose == .version, field.kind != .url || !holdsTaskPage(field, task) {
      return decision(
        VersionDecision.of(value: field.words, naming: run, lookUp: context.rules.lookUp),
        field, new)
    }
    let later = task.commits.first {
      VersionDecision.of(value: $0, naming: run, lookUp: context.rules.lookUp) == .keepLater
    }
    if let later { return .leave(because: "the task shows a later run, \(later)") }
    switch FieldDecision.of(field, wanted: new.input, ours: { isOurs($0, in: field, of: task) }) {
    case .write: return .write
    case .isRight: return .isRight
    case .keepWords(let words):
      return .explain(.fieldOfAPerson(field: field.name, holds: words, wanted: new.words))
    }
  }

  private func decision(
    _ version: VersionDecision, _ field: CustomField, _ new: NewValue
  ) -> Decision {
    switch version {
    case .write: .write
    // A link may name the right commit and yet be another one, of a host that has moved.
    case .isRight: field.kind == .url && field.words != new.words ? .write : .isRight
    case .keepLater: .leave(because: "it names a later run")
    case .keepWords(let words):
      .explain(.fieldOfAPerson(field: field.name, holds: words, wanted: new.words))
    case .keepUnknown(let commit):
      .explain(.unknownCommit(field: field.name, holds: commit, wanted: new.words))
    }
  }

  private func holdsTaskPage(_ field: CustomField, _ task: ClickUpTask) -> Bool {
    field.words == task.url
  }

  private func isOurs(_ value: FieldValue, in field: CustomField, of task: ClickUpTask) -> Bool {
    if case .text(let text) = value {
      if text.trimmed == task.url || text.trimmed == context.taskLedger.written[field.name] {
        return true
      }
      if let commit = CommitName.commit(in: text.trimmed) {
        return context.rules.lookUp(commit) != nil
      }
    }
    return write.purpose == .mapped && context.rules.isOfSomeRun(value, field, write)
  }
}
