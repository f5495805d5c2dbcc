/// What a team's settings say of its board, for `Doctor` to hold against the board itself.
public struct BoardExpectations: Sendable, Equatable {
  /// Ids of the lists whose tasks are training jobs.
  public var lists: [String]
  public var statuses: [StatusRole: String]
  public var fields: [ExpectedField]
  /// Ids of the people to be mentioned.
  public var notify: [Int]

  public init(
    lists: [String] = [], statuses: [StatusRole: String] = [:],
    fields: [ExpectedField] = [.version(nil), .storage(nil)],
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

/// A custom field that a run's facts go into.
public struct ExpectedField: Sendable, Equatable {
  /// Below `clickup.fields`.
  public let key: String
  /// As the team wrote it; nil when it named none.
  public let name: String?
  /// The names it is found by without that.
  public let usualNames: [String]
  public let use: FieldUse

  public static func version(_ name: String?) -> ExpectedField {
    ExpectedField(
      key: "version", name: name, usualNames: ["模型版本号", "Model version"],
      use: .version)
  }

  public static func storage(_ name: String?) -> ExpectedField {
    ExpectedField(
      key: "storage", name: name, usualNames: ["存储地址", "Storage"],
      use: .storage)
  }

  public static func value(_ key: String, name: String) -> ExpectedField {
    ExpectedField(key: key, name: name, usualNames: [], use: .value)
  }

  var names: [String] { name.map { [$0] } ?? usualNames }
}
