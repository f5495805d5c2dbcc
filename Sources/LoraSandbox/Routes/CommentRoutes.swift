enum CommentRoutes {
  static let all: [Route] = [
    Route("GET", "v2/task/:task/comment", ofTask), Route("POST", "v2/task/:task/comment", onTask),
    Route("GET", "v2/list/:list/comment", ofList),
    Route("POST", "v2/list/:list/comment", onList),
    Route("PUT", "v2/comment/:comment", update), Route("DELETE", "v2/comment/:comment", delete),
    Route("GET", "v2/comment/:comment/reply", replies),
    Route("POST", "v2/comment/:comment/reply", reply),
  ]

  static let pageSize = 25

  private static let ofTask: Route.Work = { call, draft throws(APIError) in
    page(call, .task(try call.task(draft).id))
  }

  private static let ofList: Route.Work = { call, draft throws(APIError) in
    page(call, .list(try call.list(draft).id))
  }

  private static let replies: Route.Work = { call, draft throws(APIError) in
    page(call, .comment(try call.comment(draft).id))
  }

  /// Newest first; the next page begins after the comment that `start` and `start_id` name.
  private static func page(_ call: Call, _ parent: Comment.Parent) -> Route.Answer {
    let start = call.query.whole("start")
    let startID = call.query.whole("start_id")
    return { state in
      let all = state.comments(on: parent).reversed()
      let rest = all.drop { comment in
        guard let start else { return false }
        guard let startID else { return comment.date >= start }
        return (comment.date, comment.id) >= (start, startID)
      }
      return ["comments": .array(rest.prefix(pageSize).map { $0.json(in: state) })]
    }
  }

  private static let onTask: Route.Work = { call, draft throws(APIError) in
    try post(call, &draft, on: .task(try call.task(draft).id))
  }

  private static let onList: Route.Work = { call, draft throws(APIError) in
    try post(call, &draft, on: .list(try call.list(draft).id))
  }

  private static let reply: Route.Work = { call, draft throws(APIError) in
    try post(call, &draft, on: .comment(try call.comment(draft).id))
  }

  private static func post(_ call: Call, _ draft: inout Draft, on parent: Comment.Parent)
    throws(APIError) -> Route.Answer
  {
    var comment = Comment(
      id: draft.newCommentID(), parent: parent,
      blocks: try CommentBlocks.make(call.body, &draft), user: call.user, date: draft.now)
    assign(&comment, call.body["assignee"], by: call.user, draft.state)
    comment.groupAssignee = call.body["group_assignee"]?.text
    let history = draft.newUUID()
    draft.add(.comment(comment))
    return { [comment] _ in
      ["id": .int(comment.id), "hist_id": .string(history), "date": .int(comment.date)]
    }
  }

  private static func assign(_ comment: inout Comment, _ value: JSON?, by user: Int, _ state: State)
  {
    guard let value else { return }
    comment.assignee = value.lenientWhole.flatMap { state.member($0)?.id }
    comment.assignedBy = comment.assignee == nil ? nil : user
  }

  private static let update: Route.Work = { call, draft throws(APIError) in
    var comment = try call.comment(draft)
    if call.body["comment_text"]?.text != nil || call.body["comment"] != nil {
      comment.blocks = try CommentBlocks.make(call.body, &draft)
    }
    assign(&comment, call.body["assignee"], by: call.user, draft.state)
    if let group = call.body["group_assignee"] { comment.groupAssignee = group.text }
    if let resolved = call.body["resolved"]?.flag { comment.isResolved = resolved }
    draft.add(.comment(comment))
    return { _ in [:] }
  }

  private static let delete: Route.Work = { call, draft throws(APIError) in
    let comment = try call.comment(draft)
    for reply in draft.state.comments(on: .comment(comment.id)) {
      draft.add(.commentGone(reply.id))
    }
    draft.add(.commentGone(comment.id))
    return { _ in [:] }
  }
}
