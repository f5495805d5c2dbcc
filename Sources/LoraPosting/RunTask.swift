public import LoraClickUp
public import LoraTasks

/// The task that a run reports to.
public struct RunTask: Sendable, Equatable {
  public let link: TaskLink
  public let id: TaskID
  public let reading: Reading

  public enum Reading: Sendable, Equatable {
    /// Just now.
    case read(ClickUpTask)
    /// Why ClickUp did not answer, in words.
    case unreached(String)
  }

  /// Its name where ClickUp told it.
  public var title: String {
    if case .read(let task) = reading { task.name } else { id.text }
  }

  init(_ link: TaskLink, read task: ClickUpTask) {
    self.link = link
    id = TaskID(task.id)
    reading = .read(task)
  }

  init(_ link: TaskLink, unreached reason: String) {
    self.link = link
    id = link.reference.id()
    reading = .unreached(reason)
  }
}

extension RepositoryMirror {
  /// Reads the task that `link` names, which must lie in one of the team's lists. Without an answer
  /// of ClickUp the task is taken at its word: a delivery reads it before it writes.
  public func task(_ link: TaskLink) throws(TaskLookup.Failure) -> RunTask {
    let service: ClickUpClient
    do throws(ClickUpAccessError) { service = try self.service() } catch {
      return RunTask(link, unreached: "\(error)")
    }
    do throws(TaskLookup.Failure) {
      let task = try TaskLookup(service: service, lists: settings.lists).task(link.reference)
      return RunTask(link, read: task)
    } catch {
      guard case .clickUp(let reason) = error, reason.isUnreached else { throw error }
      return RunTask(link, unreached: "\(reason)")
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
