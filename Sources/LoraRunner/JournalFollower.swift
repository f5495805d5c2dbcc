import LoraExperiment
import LoraMirror

/// Reads a running trainer's events as they appear: from the journal, or, as long as that stays
/// empty, from the metrics in what the trainer prints.
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
  private var warned: Set<Trouble> = []
  private let redactor: LogRedactor

  init(journal: String, log: String, redactor: LogRedactor) {
    self.redactor = redactor
    events = TailedFile(path: journal)
    self.log = TailedFile(path: log, lineEnd: .newlineOrReturn)
  }

  mutating func readOn(_ report: (TrainingEvent) -> Void) {
    var lines = events
    lines.readLines { take(event: $0, report) }
    events = lines
    lines = log
    lines.readLines { take(printed: $0, report) }
    log = lines
  }

  mutating func readToEnd(_ report: (TrainingEvent) -> Void) {
    readOn(report)
    if let line = events.lastLine() { take(event: line[...], report) }
    if let line = log.lastLine() { take(printed: line[...], report) }
  }

  private mutating func take(event line: ArraySlice<UInt8>, _ report: (TrainingEvent) -> Void) {
    guard let event = reader.event(in: Array(line))?.reworded(redactor.withoutValues) else {
      return
    }
    speaksEvents = true
    take(event, report)
  }

  private mutating func take(printed line: ArraySlice<UInt8>, _ report: (TrainingEvent) -> Void) {
    guard !speaksEvents else { return }
    for event in printed.events(in: line, time: WallClock.now()) { take(event, report) }
  }

  private mutating func take(_ event: TrainingEvent, _ report: (TrainingEvent) -> Void) {
    journal.take(event)
    report(event)
    for (trouble, words) in Trouble.found(in: event) where warned.insert(trouble).inserted {
      var warning = TrainingEvent(.warning, sequence: event.sequence, time: event.time)
      warning.message = words
      journal.take(warning)
      report(warning)
    }
  }
}

/// What a run is warned of once, however often it happens.
private enum Trouble: Hashable {
  case outOfRange, notFinite

  static func found(in event: TrainingEvent) -> [(Trouble, String)] {
    var found: [(Trouble, String)] = []
    if !event.leftOut.isEmpty {
      let which = event.leftOut.joined(separator: ", ")
      found.append((.outOfRange, "numbers out of range are left out, the first: \(which)"))
    }
    if let metric = event.metric, !metric.loss.isFinite {
      found.append((.notFinite, "the loss is not finite at step \(metric.step)"))
    }
    return found
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
