/// Which task a run belongs to, and who says so.
public struct TaskLink: Sendable, Equatable {
  public let reference: TaskReference
  public let origin: Origin

  /// Where the task was named.
  public enum Origin: Sendable, Equatable {
    /// `--task`
    case option
    /// `clickup_task` of the config
    case config
    case branch(String)

    /// To finish "the task … , from".
    public var words: String {
      switch self {
      case .option: "--task"
      case .config: "clickup_task"
      case .branch(let name): "the branch '\(name)'"
      }
    }
  }

  public init(_ reference: TaskReference, from origin: Origin) {
    self.reference = reference
    self.origin = origin
  }

  /// The option goes first, then the config, then the branch's name. Nil when none of them names a
  /// task; a branch that names several names none.
  ///
  /// - Throws: when the option or the config names what can be no task.
  public static func find(option: String?, config: String?, branch: String?) throws(TaskLinkError)
    -> TaskLink?
  {
    for case let (typed?, origin) in [(option, Origin.option), (config, .config)] {
      guard let reference = TaskReference(typed) else { throw .notATask(typed, from: origin) }
      return TaskLink(reference, from: origin)
    }
    guard let branch else { return nil }
    let named = TaskReference.inBranch(branch)
    return named.count == 1 ? TaskLink(named[0], from: .branch(branch)) : nil
  }
}

/// Why a task cannot be a run's.
public enum TaskLinkError: Error, Sendable, Equatable {
  case notATask(String, from: TaskLink.Origin)
  /// It lies in a list that `.lorarc` does not name.
  case elsewhere(task: String, list: String, configured: [String])
  /// A custom id, and no workspace of the token has such a task.
  case nowhere(String)
}

extension TaskLinkError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notATask(let text, let origin): "'\(text)' (\(origin.words)) is no ClickUp task"
    case .elsewhere(let task, let list, let configured):
      "the task \(task) lies in the list \(list), not in "
        + configured.joined(separator: " or ") + " of .lorarc"
    case .nowhere(let id): "no workspace that this token sees has a task \(id)"
    }
  }

  public var hint: String {
    switch self {
    case .notATask: "a task is named by the last part of its address: 86a3kx9d2, or DEV-12"
    case .elsewhere: "name another task, move this one in ClickUp, or add its list to clickup.lists"
    case .nowhere: "look at the id in ClickUp; git lora clickup doctor shows what the token sees"
    }
  }
}
