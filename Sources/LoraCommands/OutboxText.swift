import LoraMirror

/// The outbox for people and as JSON.
struct OutboxText {
  let report: DeliveryReport

  init(_ report: DeliveryReport) { self.report = report }

  func show(json: Bool) throws {
    guard !json else { return try JSONOutput.print(OutboxAnswer(report)) }
    let left = report.lines.filter { $0.standing != .watched }
    for task in report.deletedTasks { Message.warning(task.words.printable) }
    if !report.delivered.isEmpty {
      Message.result("delivered \(report.delivered.count)")
    } else if left.isEmpty {
      Message.result("nothing waits")
    }
    guard !left.isEmpty else { return }
    var table = Table(
      ["effect", "task", "what", "standing", "why"].map { (title: $0, alignment: .left) })
    for line in left {
      table.add([
        "\(line.entry.key)", "\(line.entry.task)", line.entry.effect.words, line.standing.words,
        line.reason,
      ])
    }
    Message.result(table.render(on: .output))
    if let obstacle = report.obstacle { Message.note("ClickUp: \(obstacle)".printable) }
    if let hint = report.hint { Message.hint(hint.printable) }
    if report.isBusy { Message.note("another git lora is delivering") }
    if let first = report.entries(.failed).first {
      Message.hint(
        "mend what it says, then git lora sync --retry \(first.entry.key); "
          + "or give it up: git lora sync --drop \(first.entry.key)")
    }
    if let first = report.entries(.uncertain).first {
      Message.hint(
        "look at the task whether it is there; if not: git lora sync --retry \(first.entry.key)")
    }
  }
}

extension Effect {
  fileprivate var words: String {
    switch self {
    case .comment: "comment"
    case .update: "comment kept up to date"
    case .upload(let upload): "file \(upload.name)"
    case .status(let change): change.target.map { "status \($0)" } ?? "look at the status"
    case .field(let write): "field \(write.field)"
    case .description: "description"
    case .singleComment: "look for a second copy"
    }
  }
}

extension DeliveryReport.Standing {
  var words: String {
    switch self {
    case .waiting: "waiting"
    case .pending: "pending"
    case .uncertain: "uncertain"
    case .setAside: "set aside"
    case .failed: "failed"
    case .watched: "watched"
    }
  }
}

/// `git lora sync --json`.
struct OutboxAnswer: Encodable {
  let format = 1
  let delivered: [String]
  let entries: [Entry]
  let obstacle: String?
  let busy: Bool
  let deletedTasks: [String]

  struct Entry: Encodable {
    let id: String
    let run: String
    let task: String
    let effect: String
    let standing: String
    let reason: String
  }

  init(_ report: DeliveryReport) {
    delivered = report.delivered.map(\.description)
    entries = report.lines.map { line in
      Entry(
        id: "\(line.entry.key)", run: line.entry.run.text, task: "\(line.entry.task)",
        effect: line.entry.effect.words, standing: line.standing.words, reason: line.reason)
    }
    obstacle = report.obstacle
    busy = report.isBusy
    deletedTasks = report.deletedTasks.map(\.task)
  }
}
