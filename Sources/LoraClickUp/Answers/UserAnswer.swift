struct UserAnswer: Decodable {
  let value: ClickUpUser

  init(from decoder: any Decoder) throws {
    // In places a person is only a number.
    if let id = try? decoder.singleValueContainer().decode(Int.self) {
      value = ClickUpUser(id: id, name: nil)
      return
    }
    let user = try decoder.members()
    guard let id = user.whole("id") else { _ = try user.needed("id"); throw UnreadablePerson() }
    value = ClickUpUser(id: id, name: user.text("username"))
  }

  private struct UnreadablePerson: Error {}
}

/// `GET /v2/user`.
struct OwnUserAnswer: Decodable {
  let value: ClickUpUser

  init(from decoder: any Decoder) throws {
    value = try decoder.members().decode(UserAnswer.self, forKey: "user").value
  }
}

/// `GET /v2/team`.
struct WorkspacesAnswer: Decodable {
  let value: [Workspace]

  init(from decoder: any Decoder) throws {
    value = try decoder.members().decode([WorkspaceAnswer].self, forKey: "teams").map(\.value)
  }
}

private struct WorkspaceAnswer: Decodable {
  let value: Workspace

  init(from decoder: any Decoder) throws {
    let team = try decoder.members()
    value = Workspace(
      id: try team.needed("id"), name: team.text("name") ?? "",
      members: team.readable("members", of: MemberAnswer.self).map(\.value))
  }
}

private struct MemberAnswer: Decodable {
  let value: Workspace.Member

  init(from decoder: any Decoder) throws {
    let member = try decoder.members()
    let user = try member.decode(UserAnswer.self, forKey: "user").value
    let role = try member.nestedContainer(keyedBy: MemberName.self, forKey: "user").whole("role")
    value = Workspace.Member(user: user, role: role.flatMap { Workspace.Role(rawValue: $0) })
  }
}

/// `GET /v2/team/{id}/plan`.
struct PlanAnswer: Decodable {
  /// ClickUp need not tell it.
  let value: String?

  init(from decoder: any Decoder) throws { value = try decoder.members().text("plan_name") }
}
