import LoraClickUp
import LoraTasks

/// What people did on a task, in the order in which it happened.
struct NewsText {
  private let news: TaskNews

  init(_ news: TaskNews) { self.news = news }

  /// One of each comment and status, with its lines.
  var entries: [String] {
    let comments = news.comments.map { ($0.date, words(of: $0)) }
    let statuses = news.statuses.map { entry in
      (entry.since, "status '\(entry.status)', \(Self.ago(entry.since))")
    }
    let entries = (comments + statuses).sorted { $0.0 < $1.0 }.map(\.1)
    guard news.unreadThreads > 0 else { return entries }
    return entries + ["\(Numbers.counted(news.unreadThreads, "older thread")) not read here"]
  }

  private func words(of comment: TaskComment) -> String {
    let author = "\(comment.user?.words ?? "somebody"), \(Self.ago(comment.date))"
    let reply = comment.parent.map { ", in reply to \(opening(of: $0))" } ?? ""
    return author + reply + (comment.isResolved ? " (resolved)" : "") + ":\n" + comment.text
  }

  /// How the comment that a reply answers begins.
  private func opening(of parent: CommentID) -> String {
    guard let head = news.heads[parent],
      let line = head.text.split(whereSeparator: \.isNewline).first
    else { return "a comment" }
    let author = CommentMark(endOf: head.text) == nil ? head.user?.name : "git-lora"
    return (author.map { "\($0)'s " } ?? "") + "“\(String(line).truncated(to: 60))”"
  }

  /// Fit for a terminal; what belongs together is indented.
  var lines: [String] {
    entries.flatMap { entry in
      entry.split(whereSeparator: \.isNewline).enumerated().map { index, line in
        (index == 0 ? "" : "  ") + String(line).printable
      }
    }
  }

  private static func ago(_ milliseconds: Int) -> String {
    RelativeTime.text(since: milliseconds / 1000)
  }
}
