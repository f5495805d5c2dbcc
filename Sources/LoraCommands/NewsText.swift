import LoraTasks

/// What people did on a task, in the order in which it happened.
struct NewsText {
  private let news: TaskNews

  init(_ news: TaskNews) { self.news = news }

  /// One of each comment and status, with its lines.
  var entries: [String] {
    let comments = news.comments.map { comment in
      (
        comment.date,
        "\(comment.user?.words ?? "somebody"), \(Self.ago(comment.date))"
          + (comment.isResolved ? " (resolved)" : "") + ":\n" + comment.text
      )
    }
    let statuses = news.statuses.map { entry in
      (entry.since, "status '\(entry.status)', \(Self.ago(entry.since))")
    }
    return (comments + statuses).sorted { $0.0 < $1.0 }.map(\.1)
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
