/// How a task is named in a path of the API.
public struct TaskID: Sendable, Hashable, CustomStringConvertible {
  public let text: String
  /// The workspace, for ids people see (`DEV-4957`); nil for ClickUp's own (`86a3kx9d2`).
  public let workspace: String?

  public init(_ text: String, workspace: String? = nil) {
    self.text = text
    self.workspace = workspace
  }

  public var description: String { text }
}

public struct ClickUpTask: Sendable, Equatable {
  /// ClickUp's own id.
  public var id: String
  public var customID: String?
  public var name: String
  public var description: String
  /// The task's page.
  public var url: String
  public var list: Home
  public var status: TaskStatus
  public var assignees: [ClickUpUser]
  public var creator: ClickUpUser?
  /// Milliseconds since 1970, as all times of the API.
  public var created: Int
  public var updated: Int
  public var workspace: String?
  public var fields: [CustomField]
  /// Empty in answers that list tasks: only Get Task has them.
  public var attachments: [TaskAttachment]

  /// The list whose statuses and fields the task has.
  public struct Home: Sendable, Equatable {
    public let id: String
    public let name: String

    public init(id: String, name: String) {
      self.id = id
      self.name = name
    }
  }

  public init(
    id: String, customID: String? = nil, name: String, description: String = "", url: String = "",
    list: Home, status: TaskStatus, assignees: [ClickUpUser] = [], creator: ClickUpUser? = nil,
    created: Int, updated: Int, workspace: String? = nil, fields: [CustomField] = [],
    attachments: [TaskAttachment] = []
  ) {
    self.id = id
    self.customID = customID
    self.name = name
    self.description = description
    self.url = url
    self.list = list
    self.status = status
    self.assignees = assignees
    self.creator = creator
    self.created = created
    self.updated = updated
    self.workspace = workspace
    self.fields = fields
    self.attachments = attachments
  }
}

/// A task to be made.
public struct TaskDraft: Sendable, Equatable {
  public var name: String
  public var markdown: String?
  public var status: String?
  public var assignees: [Int]
  public var fields: [(id: String, value: FieldInput)]

  public init(
    name: String, markdown: String? = nil, status: String? = nil, assignees: [Int] = [],
    fields: [(id: String, value: FieldInput)] = []
  ) {
    self.name = name
    self.markdown = markdown
    self.status = status
    self.assignees = assignees
    self.fields = fields
  }

  public static func == (a: TaskDraft, b: TaskDraft) -> Bool {
    a.name == b.name && a.markdown == b.markdown && a.status == b.status
      && a.assignees == b.assignees && a.fields.elementsEqual(b.fields, by: ==)
  }
}
