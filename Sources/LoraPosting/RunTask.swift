public import LoraClickUp
public import LoraTasks

/// The task that a run reports to.
public struct RunTask: Sendable, Equatable {
  public let link: TaskLink
  public let id: TaskID
  /// As read just now; nil when ClickUp was not reached.
  public let task: ClickUpTask?
  /// Why it was not read, in words.
  public let unreached: String?
}

extension RepositoryMirror {
  /// Reads the task that `link` names, which must lie in one of the team's lists. Without an answer
  /// of ClickUp the task is taken at its word: a delivery reads it before it writes.
  public func task(_ link: TaskLink) throws(TaskLookup.Failure) -> RunTask {
    let service: ClickUpClient
    do throws(ClickUpAccessError) { service = try self.service() } catch {
      return RunTask(link: link, id: link.reference.id(), task: nil, unreached: "\(error)")
    }
    do throws(TaskLookup.Failure) {
      let task = try TaskLookup(service: service, lists: settings.lists).task(link.reference)
      return RunTask(link: link, id: TaskID(task.id), task: task, unreached: nil)
    } catch {
      guard case .clickUp(let reason) = error, reason.isUnreached else { throw error }
      return RunTask(link: link, id: link.reference.id(), task: nil, unreached: "\(reason)")
    }
  }
}

extension ClickUpError {
  /// Whether it says nothing about what was asked for.
  fileprivate var isUnreached: Bool {
    switch kind {
    case .transport, .unavailable, .rateLimited, .badToken, .tokenWithheld, .unreadable: true
    case .notFound, .planLimit, .storageFull, .refused: false
    }
  }
}
