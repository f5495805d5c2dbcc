public import LoraClickUp
import LoraReport

/// A comment that someone must see now: it mentions people.
public struct AlertComment: Sendable {
  public enum Cause: Sendable, Equatable {
    /// - Parameters:
    ///   - reason: in words, as recorded.
    ///   - log: the end of what the trainer printed, redacted.
    case failure(reason: String?, log: String)
    /// The process that followed the run is gone.
    case interruption
    case pause(reason: String?)
    case plateau(message: String?)
    case hotGPU(celsius: Double?)
  }

  private let title: RunTitle
  private let cause: Cause
  private let progress: RunProgress
  private let people: [Int]

  /// - Parameter people: ids to mention: see `people(notify:assignees:)`.
  public init(_ title: RunTitle, _ cause: Cause, progress: RunProgress, people: [Int]) {
    self.title = title
    self.cause = cause
    self.progress = progress
    self.people = people
  }

  /// Those that the team named in `clickup.notify`, else those the task is assigned to.
  public static func people(notify: [String], assignees: [ClickUpUser]) -> [Int] {
    let named = notify.compactMap { Int($0) }
    var seen: Set<Int> = []
    return (named.isEmpty ? assignees.map(\.id) : named).filter { seen.insert($0).inserted }
  }

  public var blocks: [CommentBlock] {
    var blocks: [CommentBlock] = []
    for person in people { blocks += [.mention(userID: person), .text(" ")] }
    blocks += [.text(headline, .bold), .lineEnd()]
    for line in [reason, progressLine].compactMap({ $0 }) { blocks += [.text(line), .lineEnd()] }
    for line in logLines { blocks += [.text(line), .lineEnd(.codeBlock)] }
    return blocks + [.text(wayOut), .lineEnd()]
  }

  private var headline: String {
    switch cause {
    case .failure: title.standing(.failed)
    case .interruption: title.standing(.interrupted)
    case .pause: title.standing(.paused)
    case .plateau: "Training \(title.quoted) no longer gets better"
    case .hotGPU: "The graphics card that trains \(title.quoted) is too hot"
    }
  }

  private var reason: String? {
    switch cause {
    case .failure(let reason, _), .pause(let reason): reason.map { Quoted.line($0, limit: 400) }
    case .interruption: "The process that followed it on \(Quoted.line(title.host)) is gone."
    case .plateau(let message): message.map { Quoted.line($0, limit: 400) }
    case .hotGPU(let celsius):
      celsius.map { "\(Quantity.number($0, digits: 3)) °C on \(Quoted.line(title.host))" }
    }
  }

  private var progressLine: String? {
    guard progress.step > 0 else { return nil }
    let total = progress.totalSteps.map { " of \(Quantity.count($0))" } ?? ""
    let loss = LossWords(
      first: progress.firstLoss, last: progress.loss, best: progress.bestLoss,
      bestStep: progress.bestStep)
    return "Step \(Quantity.count(progress.step))\(total)"
      + (loss.text.map { ", " + $0.prefix(1).lowercased() + $0.dropFirst() } ?? "")
  }

  private var logLines: [String] {
    if case .failure(_, let log) = cause { Quoted.lastLines(of: log, count: 12) } else { [] }
  }

  private var wayOut: String {
    switch cause {
    case .failure: "What happened is recorded; the log is attached to this task."
    case .interruption:
      "It is not recorded as a version. What it left is kept on that machine: git lora status."
    case .pause: "It waits on \(Quoted.line(title.host)) until someone resumes or stops it."
    case .plateau: "It goes on; git lora stop ends it and keeps what it has learned."
    case .hotGPU: "It goes on; check the machine's cooling, or pause the run."
    }
  }
}
