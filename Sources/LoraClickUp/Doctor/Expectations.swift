/// What a team's settings say of its board, for `Doctor` to hold against the board itself.
public struct BoardExpectations: Sendable, Equatable {
  /// Ids of the lists whose tasks are training jobs.
  public var lists: [String]
  public var statuses: [StatusRole: String]
  public var fields: [FieldRole: String]
  /// Ids of the people to be mentioned.
  public var notify: [Int]

  public init(
    lists: [String] = [], statuses: [StatusRole: String] = [:], fields: [FieldRole: String] = [:],
    notify: [Int] = []
  ) {
    self.lists = lists
    self.statuses = statuses
    self.fields = fields
    self.notify = notify
  }
}

/// What a status is for; the raw value is its key below `clickup.statuses`.
public enum StatusRole: String, Sendable, CaseIterable {
  case running, review, paused, failed

  /// What teams usually call it. Only ever proposed.
  var usualNames: [String] {
    switch self {
    case .running: ["in progress", "running", "training", "doing", "进行中", "训练中"]
    case .review: ["review", "in review", "to review", "审核", "待审核"]
    case .paused: ["on hold", "paused", "waiting", "暂停"]
    case .failed: ["blocked", "failed", "error", "失败"]
    }
  }
}

/// What a custom field is for; the raw value is its key below `clickup.fields`.
public enum FieldRole: String, Sendable, CaseIterable {
  case version, storage

  /// The names it is found by when the team names none.
  public var usualNames: [String] {
    switch self {
    case .version: ["模型版本号", "Model version"]
    case .storage: ["存储地址", "Storage"]
    }
  }

  /// A hash goes into a text, an address into either.
  public static let types: Set = ["short_text", "text", "url"]
}
