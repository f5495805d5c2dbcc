enum ListRoutes {
  static let all: [Route] = [
    Route("GET", "v2/folder/:folder/list", inFolder),
    Route("POST", "v2/folder/:folder/list", createInFolder),
    Route("GET", "v2/space/:space/list", folderless),
    Route("POST", "v2/space/:space/list", createFolderless),
    Route("GET", "v2/list/:list", get), Route("PUT", "v2/list/:list", update),
    Route("DELETE", "v2/list/:list", delete),
  ]

  private static let inFolder: Route.Work = { call, draft throws(APIError) in
    let folder = try call.folder(draft)
    let archived = call.query.flag("archived")
    return { state in
      let shown = state.lists(inFolder: folder.id).filter { $0.isArchived == archived }
      return ["lists": .array(shown.map { $0.shortJSON(in: state) })]
    }
  }

  private static let folderless: Route.Work = { call, draft throws(APIError) in
    let space = try call.space(draft)
    let archived = call.query.flag("archived")
    return { state in
      let shown = state.folders(inSpace: space.id).filter(\.isHidden)
        .flatMap { state.lists(inFolder: $0.id) }.filter { $0.isArchived == archived }
      return ["lists": .array(shown.map { $0.shortJSON(in: state) })]
    }
  }

  private static let createInFolder: Route.Work = { call, draft throws(APIError) in
    let folder = try call.folder(draft)
    return try create(call, &draft, in: folder)
  }

  /// A list without a folder gets a hidden one of its own.
  private static let createFolderless: Route.Work = { call, draft throws(APIError) in
    let space = try call.space(draft)
    let folder = Folder(
      id: draft.newNumberID(), space: space.id, name: "hidden", isHidden: true,
      orderindex: draft.state.folders(inSpace: space.id).count)
    let answer = try create(call, &draft, in: folder)
    draft.add(.folder(folder))
    return answer
  }

  private static func create(_ call: Call, _ draft: inout Draft, in folder: Folder)
    throws(APIError) -> Route.Answer
  {
    guard let name = call.body["name"]?.text, !name.isEmpty else {
      throw .value("List name invalid")
    }
    var list = TaskList(
      id: draft.newNumberID(), folder: folder.id, space: folder.space, name: name,
      orderindex: draft.state.lists(inFolder: folder.id).count)
    fill(&list, from: call.body)
    draft.add(.list(list))
    return { [id = list.id] in $0.lists[id]?.json(in: $0) }
  }

  private static func fill(_ list: inout TaskList, from body: JSON) {
    if let content = (body["content"] ?? body["markdown_content"])?.text { list.content = content }
    if let priority = body["priority"] { list.priority = priority.whole }
    if let date = body["due_date"] { list.dueDate = date.lenientWhole }
    if let assignee = body["assignee"] { list.assignee = assignee.lenientWhole }
  }

  private static let get: Route.Work = { call, draft throws(APIError) in
    let id = try call.list(draft).id
    return { $0.lists[id]?.json(in: $0) }
  }

  private static let update: Route.Work = { call, draft throws(APIError) in
    var list = try call.list(draft)
    if let name = call.body["name"]?.text, !name.isEmpty { list.name = name }
    fill(&list, from: call.body)
    draft.add(.list(list))
    return { [id = list.id] in $0.lists[id]?.json(in: $0) }
  }

  private static let delete: Route.Work = { call, draft throws(APIError) in
    var list = try call.list(draft)
    list.isDeleted = true
    draft.add(.list(list))
    return { _ in [:] }
  }
}
