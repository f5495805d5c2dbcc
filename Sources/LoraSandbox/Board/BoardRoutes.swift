/// What the board page asks that ClickUp's API has no route for: the whole board at once, and a comment
/// with a file. Below `/api/board` with the token as well, so that a test can make what people make.
enum BoardRoutes {
  static let all: [Route] = [
    Route("GET", "board/list", firstList), Route("GET", "board/list/:list", list),
    Route("POST", "board/task/:task/comment", takesUpload: true, comment),
  ]

  private static let firstList: Route.Work = { call, draft throws(APIError) in
    guard let list = draft.state.livingLists(for: call.user).first else { throw .notAuthorized }
    return board(list.id, call)
  }

  private static let list: Route.Work = { call, draft throws(APIError) in
    board(try call.list(draft).id, call)
  }

  /// Only the version where nothing has changed since the one that the page has.
  private static func board(_ id: String, _ call: Call) -> Route.Answer {
    let since = call.query.whole("since")
    return { state in
      guard let list = state.lists[id] else { return nil }
      if since == state.version { return ["version": .int(state.version)] }
      let lists = state.livingLists(for: call.user)
      return [
        "version": .int(state.version), "workspace": .string(state.workspace.name),
        "list": ["id": .string(id), "name": .string(list.name)],
        "lists": .array(lists.map { ["id": .string($0.id), "name": .string($0.name)] }),
        "statuses": .array(state.statuses(of: list).enumerated().map { $1.json($0) }),
        "tasks": .array(tasks(of: list, in: state)),
      ]
    }
  }

  private static func tasks(of list: TaskList, in state: State) -> [JSON] {
    state.tasks(in: list.id).filter { !$0.isArchived }
      .sorted { ($0.dateCreated, $0.id) < ($1.dateCreated, $1.id) }
      .map { task in
        [
          "id": .string(task.id), "name": .string(task.name), "status": .string(task.status),
          "files": .int(state.attachments(of: task.id).count),
          "comments": .int(state.comments(on: .task(task.id)).count),
          "assignees": state.people(task.assignees) { .string($0.username ?? $0.email) },
        ]
      }
  }

  private static let comment: Route.Work = { call, draft throws(APIError) in
    let task = try call.task(draft)
    let id = draft.newCommentID()
    let attachment = try draft.attach(call, to: task, comment: id)
    let text = call.upload?.texts["comment_text"] ?? ""
    var blocks: [JSON] = text.isEmpty ? [] : [["text": .string(text + "\n"), "attributes": [:]]]
    blocks.append(block(of: attachment, in: draft.state, call.setting))
    blocks.append(CommentBlocks.lineEnd(&draft))
    draft.add(
      .comment(
        Comment(id: id, parent: .task(task.id), blocks: blocks, user: call.user, date: draft.now)))
    return { _ in ["id": .int(id)] }
  }

  private static func block(of file: Attachment, in state: State, _ setting: Setting) -> JSON {
    let title = JSON.string(file.title)
    let address = JSON.string(AttachmentAddress(file, in: state, setting: setting).plain)
    let kind = file.picture == nil ? "attachment" : "image"
    var about: JSON = [
      "id": .string(file.id), "name": title, "title": title,
      "type": .string(file.fileExtension), "extension": .string(file.mimeType),
      "thumbnail_large": address, "thumbnail_medium": address, "thumbnail_small": address,
      "url": address, "uploaded": true,
    ]
    if let picture = file.picture {
      about = about.adding(["width": .int(picture.width), "height": .int(picture.height)])
    }
    return [
      "type": .string(kind), "text": title, kind: about,
      "attributes": ["width": "300", "data-id": .string(file.id)],
    ]
  }
}
