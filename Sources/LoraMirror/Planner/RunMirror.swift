public import LoraClickUp
public import LoraConfig
public import LoraExperiment
public import LoraStore

/// What one run says on its task, written into the outbox as it happens.
///
/// Nothing here reaches for the network or waits: training goes on at once. The same events in the
/// same order give the same entries, so a journal may be read again after an accident.
public struct RunMirror {
  let run: RunID
  let task: TaskID
  let title: RunTitle
  let settings: ClickUpSettings
  let outbox: Outbox
  private let clock: any DeliveryClock

  private var schedule: ReportSchedule
  private var progress = RunProgress()
  private(set) var samples = SampleNotes()
  private var isPaused = false

  public init(
    run: RunID, task: TaskID, title: RunTitle, settings: ClickUpSettings, outbox: Outbox,
    clock: any DeliveryClock = SystemClock()
  ) {
    self.run = run
    self.task = task
    self.title = title
    self.settings = settings
    self.outbox = outbox
    self.clock = clock
    schedule = ReportSchedule(epochs: settings.reportEpochs)
  }

  /// The run has begun; before its first step.
  public func began(_ start: StartComment) throws(StoreError) {
    try outbox.open(OpenRun(run: run, task: task, began: clock.now))
    try write(.start, .comment(NewComment(.text(start.text))))
    // An unmapped status is looked at all the same: the end changes only what the run has seen.
    try write(.running, .status(StatusChange(of: .running, in: settings.statuses)))
  }

  /// The trainer said something.
  public mutating func event(_ event: TrainingEvent) throws(StoreError) {
    progress.take(event)
    samples.take(event)
    try resumed(by: event)
    let number = event.sequence
    switch schedule.take(event) {
    case .progress: try report(.running, as: event)
    case .pause(let reason):
      isPaused = true
      try alert(.pause, number, .pause(reason: reason))
      try report(.paused, as: event)
      try write(.paused, number: number, .status(StatusChange(of: .paused, in: settings.statuses)))
    case .plateau(let message): try alert(.plateau, number, .plateau(message: message))
    case .hotGPU(let celsius): try alert(.heat, number, .hotGPU(celsius: celsius))
    case .start, nil: break
    }
  }

  /// A step after a pause.
  private mutating func resumed(by event: TrainingEvent) throws(StoreError) {
    guard isPaused, event.kind == .step || event.kind == .start else { return }
    isPaused = false
    try write(
      .running, number: event.sequence + 1,
      .status(StatusChange(of: .running, in: settings.statuses)))
  }

  private func report(_ state: RunState, as event: TrainingEvent) throws(StoreError) {
    let report = RunningReport(title, state: state, progress: progress)
    switch settings.report {
    case .update:
      try write(.report, .update(Update(report.text, revision: event.sequence)))
    case .append:
      guard state == .running else { return }
      try write(.epoch, number: event.sequence, .comment(NewComment(.text(report.shortText))))
    }
  }

  /// A comment that people must see: it names them, or whoever the task is assigned to.
  private func alert(_ kind: EffectKey.Kind, _ number: Int, _ cause: AlertComment.Cause)
    throws(StoreError)
  {
    try write(kind, number: number, .comment(alert(cause, progress)))
  }

  func alert(_ cause: AlertComment.Cause, _ progress: RunProgress) -> NewComment {
    let people = AlertComment.people(notify: settings.notify, assignees: [])
    let alert = AlertComment(title, cause, progress: progress, people: people)
    return NewComment(.blocks(alert.blocks), notifyAll: true, mentionsAssignees: people.isEmpty)
  }

  private func write(_ kind: EffectKey.Kind, number: Int = 1, _ effect: Effect)
    throws(StoreError)
  {
    try outbox.write(
      Wish(EffectKey(run, kind, number), of: run, on: task, since: clock.now, effect))
  }
}

extension RunMirror {
  /// The run has landed: its commit exists. May be called again after an accident.
  public func landed(_ result: RunResult) throws(StoreError) {
    try Ending(of: self, result, since: clock.now, isRebuilt: false).write(progress)
    try outbox.close(run)
  }

  /// The same for a run whose process ended before it could say so (`Outbox.openRuns`).
  public func landedEarlier(_ result: RunResult) throws(StoreError) {
    try Ending(of: self, result, since: clock.now, isRebuilt: false)
      .write(RunProgress(of: result))
    try outbox.close(run)
  }

  /// The process that followed the run is gone and there is no commit.
  ///
  /// - Parameter journal: what the trainer told until then.
  public func interrupted(after journal: [TrainingEvent]) throws(StoreError) {
    var progress = RunProgress()
    for event in journal { progress.take(event) }
    try write(.interruption, .comment(alert(.interruption, progress)))
    if settings.report == .update {
      let report = RunningReport(title, state: .interrupted, progress: progress)
      let revision = (journal.last?.sequence ?? 0) + 1
      try write(.report, .update(Update(report.text, revision: revision)))
    }
    try write(.interrupted, .status(StatusChange(of: .interrupted, in: settings.statuses)))
    try outbox.close(run)
  }

  /// Writes again what `landed` wrote on a machine that is lost, under the same keys; what it
  /// delivered is found by them.
  public func adopted(_ result: RunResult) throws(StoreError) {
    let began = EventTime.milliseconds(result.record.started).map { Double($0) / 1000 }
    try Ending(of: self, result, since: began ?? 0, isRebuilt: true)
      .write(RunProgress(of: result))
  }
}
