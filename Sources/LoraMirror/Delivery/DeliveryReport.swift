public import LoraStore

/// How things stand with the outbox.
public struct DeliveryReport: Sendable, Equatable {
  /// Delivered by this very call, in order.
  public var delivered: [EffectKey] = []
  /// What this call found better left undone, and why: a person's value, a later run.
  public var left: [Left] = []
  public var lines: [Line] = []
  /// Why the delivery ended before its time, in words: no connection, a bad token.
  public var obstacle: String?
  /// The way past the obstacle, where there is one.
  public var hint: String?
  /// Tasks that were deleted, of which nobody was told yet.
  public var deletedTasks: [DeletedTask] = []
  /// What this call dropped that ClickUp had refused and that a later effect makes needless, with
  /// the reason of the refusal.
  public var needless: [Left] = []
  /// Another process of this repository is delivering.
  public var isBusy = false

  public init() {}

  public struct Left: Sendable, Equatable {
    public let key: EffectKey
    public let reason: String
  }

  /// An effect that is not done, in order.
  public struct Line: Sendable, Equatable {
    public let entry: OutboxEntry
    public let standing: Standing
    /// Why, in words; empty when it simply has not been tried.
    public let reason: String
  }

  public enum Standing: Sendable, Equatable {
    /// Will be delivered without anybody doing anything.
    case waiting
    /// Needs something that others bring about: the run to be pushed, a file to be here.
    case pending
    /// It may have arrived, or not; `sync --retry` sends it again.
    case uncertain
    /// The workspace's storage was full.
    case setAside
    case failed
    /// Delivered; a later look makes sure that it is there once and whole.
    case watched
  }

  public func entries(_ standing: Standing) -> [Line] {
    lines.filter { $0.standing == standing }
  }

  /// Whether ClickUp has everything that it can have.
  public var isComplete: Bool { !isBusy && entries(.waiting).isEmpty }
}

extension Outbox {
  /// How things stand, from this machine's files alone.
  public func standing() throws(StoreError) -> DeliveryReport {
    var report = DeliveryReport()
    for entry in try entries() {
      guard let line = entry.line(try ledger(of: entry.run)) else { continue }
      report.lines.append(line)
    }
    report.deletedTasks = try deletedTasks()
    return report
  }
}

extension OutboxEntry {
  /// Nil when the entry is done and merely not removed yet.
  func line(_ ledger: RunLedger, waitingFor reason: String? = nil) -> DeliveryReport.Line? {
    if ledger.hasSettled(self) { return nil }
    let progress = ledger.progress[key.name] ?? Progress()
    let standing: DeliveryReport.Standing =
      switch progress.phase {
      case .ready where progress.isInNeed: .pending
      case .ready where isWatch: .watched
      case .ready, .sending, .doubtful: .waiting
      case .answered: .watched
      case .uncertain: .uncertain
      case .setAside: .setAside
      case .failed: .failed
      }
    return DeliveryReport.Line(
      entry: self, standing: standing,
      reason: reason ?? progress.cause ?? progress.obstacle ?? "")
  }
}
