extension Comment {
  /// As it is read back. Who has to do with it, and whether it is settled, is told only where
  /// somebody has.
  func json(in state: State) -> JSON {
    var members: [JSON.Member] = [
      .init("id", .string(String(id))), .init("comment", .array(blocks)),
      .init("comment_text", .string(text)), .init("user", state.person(user, \.asAuthor)),
    ]
    if assignee != nil || isResolved { members.append(.init("resolved", JSON(isResolved))) }
    members.append(.init("assignee", state.person(assignee, \.asAuthor)))
    if assignee != nil {
      members.append(.init("assigned_by", state.person(assignedBy, \.asAuthor)))
    }
    members += [
      .init("group_assignee", JSON(groupAssignee)), .init("reactions", []),
      .init("date", JSON(timeText: date)),
      .init("reply_count", .int(state.comments(on: .comment(id)).count)),
    ]
    return .object(members)
  }
}
