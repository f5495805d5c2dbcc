public import LoraClickUp
public import LoraExperiment
import LoraTasks

/// An effect that is to be delivered. Its file is written once and never changed.
public struct OutboxEntry: Sendable, Equatable, Codable {
  static let currentFormat = 1

  private(set) var format = OutboxEntry.currentFormat
  /// Grows with each entry of the repository.
  public let number: Int
  /// Where it stands in the order of its task: its own number, or that of the undelivered text it
  /// replaces.
  let place: Int
  public let key: EffectKey
  public let run: RunID
  private let taskID: String
  private let workspace: String?
  /// Seconds since 1970. Whatever was sent for it was sent after this.
  let since: Double
  /// Written again from the run's record; another machine may have delivered it long ago.
  let isRebuilt: Bool
  public let effect: Effect

  init(number: Int, place: Int, of wish: Wish) {
    self.number = number
    self.place = place
    key = wish.key
    run = wish.run
    taskID = wish.task.text
    workspace = wish.task.workspace
    since = wish.since
    isRebuilt = wish.isRebuilt
    effect = wish.effect
  }

  public var task: TaskID { TaskID(taskID, workspace: workspace) }

  /// Whether it comes before another in the order of its task.
  func isBefore(_ other: OutboxEntry) -> Bool { (place, number) < (other.place, other.number) }

  /// Whether it only looks after a comment that is there.
  var isWatch: Bool { if case .singleComment = effect { true } else { false } }

  /// Of a file: the number of the broken one that it stands in for.
  var replaces: Int? { if case .upload(let upload) = effect { upload.replaces } else { nil } }

  /// An effect that follows from this one.
  func consequence(_ key: EffectKey, _ effect: Effect) -> Wish {
    Wish(key, of: run, on: task, since: since, isRebuilt: isRebuilt, effect)
  }

  /// The mark of the comment that this entry posts.
  func mark(number: Int? = nil) -> CommentMark {
    CommentMark(run: run, kind: key.comment.kind.rawValue, number: number ?? key.number)
  }

  /// Of a comment that is kept up to date: which text it is.
  var revision: Int? {
    if case .update(let update) = effect { update.revision } else { nil }
  }

  enum CodingKeys: String, CodingKey {
    case format, number, place, key, run, workspace, since, effect
    case taskID = "task"
    case isRebuilt = "rebuilt"
  }
}

/// An effect on its way into the outbox, which gives it its number.
public struct Wish: Sendable, Equatable {
  public let key: EffectKey
  public let run: RunID
  public let task: TaskID
  /// Seconds since 1970.
  public let since: Double
  public let isRebuilt: Bool
  public let effect: Effect

  public init(
    _ key: EffectKey, of run: RunID, on task: TaskID, since: Double, isRebuilt: Bool = false,
    _ effect: Effect
  ) {
    self.key = key
    self.run = run
    self.task = task
    self.since = since
    self.isRebuilt = isRebuilt
    self.effect = effect
  }
}
