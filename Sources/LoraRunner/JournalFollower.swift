import LoraExperiment
import LoraMirror

/// Reads a running trainer's events as they appear: from the journal, or, as long as that stays
/// empty, from JSON lines in what the trainer prints.
///
/// What a trainer says in words goes to a task and into a commit: the values of secrets in the
/// environment are taken out here, before anyone hears of them.
struct JournalFollower {
  private(set) var journal = RunJournal()
  private var events: TailedFile
  private var log: TailedFile
  private let reader = EventReader()
  private var printed = PrintedMetrics()
  private var speaksEvents = false
  private let redactor: LogRedactor

  init(journal: String, log: String, redactor: LogRedactor) {
    self.redactor = redactor
    events = TailedFile(path: journal)
    self.log = TailedFile(path: log)
  }

  mutating func readOn(_ report: (TrainingEvent) -> Void) {
    take(events: events.newLines(), report)
    take(printed: log.newLines(), report)
  }

  mutating func readToEnd(_ report: (TrainingEvent) -> Void) {
    readOn(report)
    if let line = events.lastLine() { take(events: [line], report) }
    if let line = log.lastLine() { take(printed: [line], report) }
  }

  private mutating func take(events lines: [[UInt8]], _ report: (TrainingEvent) -> Void) {
    for line in lines {
      guard let event = reader.event(in: line)?.reworded(redactor.withoutValues) else { continue }
      speaksEvents = true
      journal.take(event)
      report(event)
    }
  }

  private mutating func take(printed lines: [[UInt8]], _ report: (TrainingEvent) -> Void) {
    guard !speaksEvents else { return }
    for line in lines {
      guard let event = printed.event(in: line, time: WallClock.now()) else { continue }
      journal.take(event)
      report(event)
    }
  }
}

extension TrainingEvent {
  /// With everything that is said in words rewritten.
  fileprivate func reworded(_ rewrite: (String) -> String) -> TrainingEvent {
    var event = self
    (event.message, event.reason) = (message.map(rewrite), reason.map(rewrite))
    (event.text, event.prompt) = (text.map(rewrite), prompt.map(rewrite))
    return event
  }
}
