// People as ClickUp writes them: each place shows its own choice of keys.
extension Member {
  /// As the creator of a task.
  var asCreator: JSON {
    [
      "id": .int(id), "username": JSON(username), "color": JSON(color), "email": .string(email),
      "profilePicture": nil,
    ]
  }

  /// As an assignee or watcher.
  var asAssignee: JSON {
    [
      "id": .int(id), "username": JSON(username), "color": JSON(color),
      "initials": .string(initials), "email": .string(email), "profilePicture": nil,
    ]
  }

  /// As the author of a comment or attachment.
  var asAuthor: JSON {
    [
      "id": .int(id), "username": JSON(username), "email": .string(email), "color": JSON(color),
      "initials": .string(initials), "profilePicture": nil,
    ]
  }

  /// The answer of GET /user, which tells no role.
  var asTokenOwner: JSON {
    [
      "id": .int(id), "username": JSON(username), "email": .string(email), "color": JSON(color),
      "profilePicture": nil, "initials": .string(initials), "week_start_day": nil,
      "global_font_support": false, "timezone": "Asia/Shanghai",
    ]
  }

  var asWorkspaceUser: JSON {
    [
      "id": .int(id), "username": JSON(username), "email": .string(email), "color": JSON(color),
      "profilePicture": nil, "initials": .string(initials), "role": .int(role.rawValue),
      "role_subtype": 0, "role_key": .string(role.key), "custom_role": nil,
      "last_active": JSON(timeText: lastActive), "date_joined": JSON(timeText: dateJoined),
      "date_invited": JSON(timeText: dateInvited),
    ]
  }

  /// One element of a workspace's `members`. Its owner was invited by nobody.
  func asWorkspaceMember(in state: State) -> JSON {
    guard let invitedBy, let host = state.member(invitedBy) else {
      return ["user": asWorkspaceUser]
    }
    return [
      "user": asWorkspaceUser,
      "invited_by": [
        "id": .int(host.id), "username": JSON(host.username), "color": JSON(host.color),
        "email": .string(host.email), "initials": .string(host.initials), "profilePicture": nil,
        "banned_date": nil, "status": dateJoined == nil ? "invited" : "active",
      ],
    ]
  }

  /// One element of the members of a task or list.
  var asGuestOfTask: JSON {
    let nothingKnown = [
      "display_profile", "verified_ambassador", "verified_consultant", "top_tier_user",
      "viewed_verified_ambassador", "viewed_verified_consultant", "viewed_top_tier_user",
    ]
    return asAuthor.adding([
      "profileInfo": .object(nothingKnown.map { JSON.Member($0, .null) })
    ])
  }
}

extension State {
  func people(_ ids: [Int], _ shape: (Member) -> JSON) -> JSON {
    .array(ids.compactMap { member($0).map(shape) })
  }

  func person(_ id: Int?, _ shape: (Member) -> JSON) -> JSON {
    id.flatMap { member($0) }.map(shape) ?? .null
  }
}
