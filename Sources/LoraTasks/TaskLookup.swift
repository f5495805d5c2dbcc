public import LoraClickUp

/// Reads the task that a reference means.
public struct TaskLookup {
  private let service: any ClickUpService
  /// The lists whose tasks are training jobs; empty: any.
  private let lists: [String]

  public init(service: any ClickUpService, lists: [String]) {
    self.service = service
    self.lists = lists
  }

  public enum Failure: Error, Sendable, Equatable {
    case link(TaskLinkError)
    case clickUp(ClickUpError)
  }

  /// The task, which lies in one of the lists.
  public func task(_ reference: TaskReference) throws(Failure) -> ClickUpTask {
    let task = try found(reference)
    guard lists.isEmpty || lists.contains(task.list.id) else {
      throw .link(
        .elsewhere(
          task: task.id, list: "'\(task.list.name)' (\(task.list.id))", configured: lists))
    }
    return task
  }

  /// A custom id without a workspace is looked for in each that the token sees.
  private func found(_ reference: TaskReference) throws(Failure) -> ClickUpTask {
    do throws(ClickUpError) {
      guard reference.isCustom, reference.workspace == nil else {
        return try service.task(reference.id())
      }
      for workspace in try service.workspaces() {
        do throws(ClickUpError) {
          return try service.task(reference.id(inWorkspace: workspace.id))
        } catch {
          guard case .notFound = error.kind else { throw error }
        }
      }
    } catch {
      throw .clickUp(error)
    }
    throw .link(.nowhere(reference.text))
  }
}

extension TaskLookup.Failure: CustomStringConvertible {
  public var description: String {
    switch self {
    case .link(let error): error.description
    case .clickUp(let error): error.description
    }
  }
}
