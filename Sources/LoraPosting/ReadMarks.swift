import FoundationEssentials
public import LoraClickUp
import LoraFiles
import LoraStore
public import LoraTasks

/// Until when somebody on this machine has seen what people said on a task:
/// `lora/read/<task>` in the common Git directory, milliseconds since 1970.
struct ReadMarks {
  let folder: String

  init(in store: RunStore) { folder = store.folder + "/read" }

  subscript(task: TaskID) -> Int? {
    (try? Files.read(file(task))).flatMap { $0 }
      .flatMap { Int(String(decoding: $0, as: UTF8.self).filter { !$0.isWhitespace }) }
  }

  /// A mark that cannot be written costs that something is shown twice.
  func set(_ time: Int, for task: TaskID) {
    try? Files.makeFolder(folder)
    try? Files.replace(file(task), with: Array("\(time)\n".utf8), durability: .none)
  }

  private func file(_ task: TaskID) -> String {
    // Ids come from outside: what is no letter or digit does not become a path.
    folder + "/" + task.text.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
  }
}

/// What people did on a task that nobody here was shown yet.
public struct UnreadNews: Sendable, Equatable {
  public let news: TaskNews
  fileprivate let task: TaskID
  /// When the newest of it happened, in milliseconds since 1970; nil: nothing did.
  fileprivate let last: Int?
}

extension RepositoryMirror {
  /// - Parameter since: where to begin when nothing was shown before, in milliseconds since 1970;
  ///   nil: there was no run yet, and only what people wrote is news.
  public func unread(on task: RunTask, since: Int?) -> UnreadNews? {
    guard case .read = task.reading, let service = try? service() else { return nil }
    let start = ReadMarks(in: store)[task.id] ?? since ?? 0
    guard let all = try? TaskNews.read(task.id, since: start, from: service) else { return nil }
    let times = all.comments.map(\.date) + all.statuses.map(\.since)
    let news = foreign(all, on: task.id)
    return UnreadNews(
      news: since == nil ? news.withoutStatuses { _ in true } : news, task: task.id,
      last: times.max())
  }

  /// What others did: without the statuses that runs of this repository set.
  public func foreign(_ news: TaskNews, on task: TaskID) -> TaskNews {
    let own = outbox.ownStatuses(of: task, among: news.statuses)
    return news.withoutStatuses(where: own.contains)
  }

  /// From now on it is no news; to be called once it was shown.
  public func markRead(_ unread: UnreadNews) {
    if let last = unread.last { ReadMarks(in: store).set(last, for: unread.task) }
  }
}
