import LoraArchive
import LoraIntake
import LoraNames

/// What `git lora pull-data` did, for people and as JSON.
struct PullDataText {
  let outcome: PullOutcome
  let request: PullRequest
  /// Of the working tree.
  let top: String

  private static let longest = 20

  func show(json: Bool) throws {
    guard !json else { return try JSONOutput.print(PullDataAnswer(self)) }
    Message.result(headline)
    show(outcome.fetched, as: "new", details)
    show(outcome.edited, as: "changed") { "\($0.name)  changed here, stays as it is" }
    show(outcome.missing, as: "deleted") { "\($0.name)  deleted here; --again brings it back" }
    show(outcome.gone, as: "gone", details)
    show(outcome.skipped, as: "skipped") { "\($0.attachment.title)  \($0.reason.rawValue)" }
    show(outcome.unusable.filter(isNoFailure), as: "packed") { "\($0.title)  \($0.reason)" }
    for failure in outcome.failed {
      Message.failureLine("\(failure.attachment.title): \(failure.error)".printable)
      if let hint = failure.error.hint { Message.hint(hint) }
    }
    if hasNewData && !request.isDryRun {
      Message.note("\nnext: in the config, train_data_dir: \(folder.printable)")
    }
  }

  /// Those that failed are said as errors.
  private func isNoFailure(_ unusable: Unusable) -> Bool {
    !outcome.failed.contains { $0.attachment.id == unusable.id }
  }

  /// Whether something came that a training can read.
  private var hasNewData: Bool {
    let unusable = Set(outcome.unusable.map(\.id))
    return outcome.fetched.contains { !unusable.contains($0.attachment.id) }
  }

  /// Below the top where it is, as a config names it.
  var folder: String {
    outcome.folder.begins(with: top + "/")
      ? String(outcome.folder.dropFirst(top.count + 1)) : outcome.folder
  }

  private var headline: String {
    let count = outcome.fetched.count
    let new =
      request.isDryRun ? "\(count) would come" : count == 0 ? "nothing new" : "\(count) new"
    let here = outcome.kept.isEmpty ? "" : ", \(outcome.kept.count) here already"
    return "\(folder): \(new)\(here) (task \(outcome.task.id), \(outcome.task.name))".printable
  }

  private func details(_ fetched: PullOutcome.Fetched) -> String {
    let size = (fetched.entry?.bytes ?? fetched.attachment.size).map { "  \(Numbers.bytes($0))" }
    guard let files = fetched.entry?.files else {
      let isRenamed = fetched.name != fetched.attachment.title
      return fetched.name + (size ?? "") + difference(fetched)
        + (isRenamed ? "  from \(fetched.attachment.title)" : "") + replacement(fetched)
    }
    let leftOut = fetched.leftOut > 0 ? ", \(fetched.leftOut) left out" : ""
    return "\(fetched.name)/  \(Numbers.counted(files.count, "file"))\(leftOut)"
      + "  from \(fetched.attachment.title)" + replacement(fetched)
  }

  /// Where the task was wrong about the size.
  private func difference(_ fetched: PullOutcome.Fetched) -> String {
    guard let stated = fetched.statedBytes, let bytes = fetched.entry?.bytes, stated != bytes else {
      return ""
    }
    return " (the task says \(Numbers.bytes(stated)))"
  }

  private func replacement(_ fetched: PullOutcome.Fetched) -> String {
    guard let old = fetched.replaced else { return "" }
    return request.isDryRun
      ? "  in place of the one that is gone from the task"
      : "  in place of the one that is gone from the task, now \(old)"
  }

  private func details(_ gone: PullOutcome.Gone) -> String {
    if let place = gone.movedTo { return "\(gone.entry.name)  moved to \(place)" }
    return gone.isEdited
      ? "\(gone.entry.name)  no longer on the task, but changed here: stays"
      : "\(gone.entry.name)  no longer on the task; --prune moves it aside"
  }

  private func show<Item>(_ items: [Item], as word: String, _ line: (Item) -> String) {
    for item in items.prefix(Self.longest) {
      Message.result("  \(word.padded(to: 8)) \(line(item).printable)")
    }
    let rest = items.count - Self.longest
    if rest > 0 { Message.result("  … and \(rest) more \(word)") }
  }
}

/// `git lora pull-data --json`.
private struct PullDataAnswer: Encodable {
  struct Task: Encodable {
    let id: String
    let customId: String?
    let name: String
    let url: String
  }

  struct Attachment: Encodable {
    let id: String
    let title: String
    var name: String?
    var bytes: Int?
    var sha256: String?
    /// Of an archive.
    var files: [UnpackedFile]?
    var leftOut: Int?
    var reason: String?
    var hint: String?
    var movedTo: String?
    var changed: Bool?
    /// Where the file is now that had the name.
    var replaced: String?

    init(_ fetched: PullOutcome.Fetched) {
      (id, title) = (fetched.attachment.id, fetched.attachment.title)
      name = fetched.name
      bytes = fetched.entry?.bytes ?? fetched.attachment.size
      sha256 = fetched.entry?.sha256.hex
      files = fetched.entry?.files
      leftOut = fetched.entry?.files == nil ? nil : fetched.leftOut
      replaced = fetched.replaced
    }

    init(_ entry: PulledData.Entry) {
      (id, title, name) = (entry.id, entry.title, entry.name)
    }

    init(_ gone: PullOutcome.Gone) {
      self.init(gone.entry)
      movedTo = gone.movedTo
      changed = gone.isEdited
    }

    init(_ skipped: PullOutcome.Skipped) {
      (id, title) = (skipped.attachment.id, skipped.attachment.title)
      reason = skipped.reason.rawValue
    }

    init(_ unusable: Unusable) {
      (id, title, reason) = (unusable.id, unusable.title, unusable.reason)
    }

    init(_ failed: PullOutcome.Failed) {
      (id, title) = (failed.attachment.id, failed.attachment.title)
      (reason, hint) = (failed.error.description, failed.error.hint)
    }
  }

  let format = 1
  let task: Task
  let directory: String
  let dryRun: Bool
  let fetched: [Attachment]
  let kept: [Attachment]
  let changed: [Attachment]
  let deleted: [Attachment]
  let gone: [Attachment]
  let skipped: [Attachment]
  let unusable: [Attachment]
  let failed: [Attachment]

  init(_ text: PullDataText) {
    let outcome = text.outcome
    let task = outcome.task
    self.task = Task(id: task.id, customId: task.customID, name: task.name, url: task.url)
    directory = outcome.folder
    dryRun = text.request.isDryRun
    fetched = outcome.fetched.map(Attachment.init)
    kept = outcome.kept.map(Attachment.init)
    changed = outcome.edited.map(Attachment.init)
    deleted = outcome.missing.map(Attachment.init)
    gone = outcome.gone.map(Attachment.init)
    skipped = outcome.skipped.map(Attachment.init)
    unusable = outcome.unusable.map(Attachment.init)
    failed = outcome.failed.map(Attachment.init)
  }
}
