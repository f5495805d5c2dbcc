/// A list with the statuses its tasks can have, in the board's order.
public struct TaskList: Sendable, Equatable {
  public let id: String
  public let name: String
  public let statuses: [TaskStatus]
  /// What the token may do here: `read`, `comment`, `edit`, `create`; nil when it is not said.
  public let permission: String?

  public init(id: String, name: String, statuses: [TaskStatus], permission: String? = nil) {
    self.id = id
    self.name = name
    self.statuses = statuses
    self.permission = permission
  }
}

public struct TaskStatus: Sendable, Equatable {
  /// As the API wants it back, letter by letter.
  public let name: String
  public let kind: Kind
  /// `#rrggbb`.
  public let color: String?

  /// `open`, `custom`, `done`, `closed`.
  public enum Kind: Sendable, Equatable {
    case open, custom, done, closed
    case other(String)
  }

  public init(name: String, kind: Kind, color: String? = nil) {
    self.name = name
    self.kind = kind
    self.color = color
  }

  /// Whether people have finished with the task.
  public var isFinal: Bool { kind == .done || kind == .closed }
}

/// A list among the others.
public struct ListPlace: Sendable, Equatable {
  public let id: String
  public let name: String
  /// Space and folder: `Studio / Training`.
  public let place: String

  public init(id: String, name: String, place: String) {
    self.id = id
    self.name = name
    self.place = place
  }
}

/// A task's coming into a status.
public struct StatusEntry: Sendable, Equatable {
  public let status: String
  /// Milliseconds since 1970.
  public let since: Int

  public init(status: String, since: Int) {
    self.status = status
    self.since = since
  }
}
