/// A person, known by number: two may share a name, and an invited one has none.
public struct ClickUpUser: Sendable, Equatable {
  public let id: Int
  public let name: String?

  public init(id: Int, name: String?) {
    self.id = id
    self.name = name
  }
}

/// What the API calls a team.
public struct Workspace: Sendable, Equatable {
  public let id: String
  public let name: String
  public let members: [Member]

  public struct Member: Sendable, Equatable {
    public let user: ClickUpUser
    public let role: Role?

    public init(user: ClickUpUser, role: Role?) {
      self.user = user
      self.role = role
    }
  }

  public enum Role: Int, Sendable {
    case owner = 1
    case admin, member, guest
  }

  public init(id: String, name: String, members: [Member]) {
    self.id = id
    self.name = name
    self.members = members
  }
}
