import LoraClickUp

/// Whether to write into a field that holds something else.
extension FieldDelivery {
  enum Decision {
    case write
    case isRight
    case leave(because: String)
    /// A person's value.
    case explain(NoteComment)
    /// Another clone's run, which may be an older or a later one.
    case wait(for: String, explained: NoteComment?)
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
    // Version and the rest are to speak of one run.
    if let unknown = unknownVersion(on: task) {
      return .wait(for: Self.words(unknown), explained: nil)
    }
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
      .wait(
        for: Self.words(commit),
        explained: .unknownCommit(field: field.name, holds: commit, wanted: new.words))
    }
  }

  /// What the version field names, when it is no run that this repository knows.
  private func unknownVersion(on task: ClickUpTask) -> String? {
    let field = task.fields.first { $0.name == context.rules.versionField }
    guard let words = field?.words, let commit = CommitName.commit(in: words.trimmed) else {
      return nil
    }
    return context.rules.lookUp(commit) == nil ? commit : nil
  }

  private static func words(_ commit: String) -> String {
    "the task's version \(commit.prefix(8)) is no run known here; git lora fetch brings those of others"
  }

  private func holdsTaskPage(_ field: CustomField, _ task: ClickUpTask) -> Bool {
    field.words == task.url
  }

  private func isOurs(_ value: FieldValue, in field: CustomField, of task: ClickUpTask) -> Bool {
    if case .text(let text) = value {
      if text.trimmed == task.url || text.trimmed == context.taskLedger.written[field.name]?.value {
        return true
      }
      if let commit = CommitName.commit(in: text.trimmed) {
        return context.rules.lookUp(commit) != nil
      }
    }
    return write.purpose == .mapped && context.rules.isOfSomeRun(value, field, write)
  }
}
