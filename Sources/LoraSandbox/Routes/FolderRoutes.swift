enum FolderRoutes {
  static let all: [Route] = [
    Route("GET", "v2/space/:space/folder", list), Route("POST", "v2/space/:space/folder", create),
    Route("GET", "v2/folder/:folder", get), Route("PUT", "v2/folder/:folder", update),
    Route("DELETE", "v2/folder/:folder", delete),
  ]

  private static let list: Route.Work = { call, draft throws(APIError) in
    let space = try call.space(draft)
    let archived = call.query.flag("archived")
    return { state in
      let shown = state.folders(inSpace: space.id)
        .filter { !$0.isHidden && $0.isArchived == archived }
      return ["folders": .array(shown.map { $0.json(in: state) })]
    }
  }

  private static let create: Route.Work = { call, draft throws(APIError) in
    let space = try call.space(draft)
    guard let name = call.body["name"]?.text, !name.isEmpty else {
      throw .value("Folder name invalid")
    }
    let folder = Folder(
      id: draft.newNumberID(), space: space.id, name: name,
      orderindex: draft.state.folders(inSpace: space.id).count)
    draft.add(.folder(folder))
    return { [id = folder.id] in $0.folders[id]?.json(in: $0) }
  }

  private static let get: Route.Work = { call, draft throws(APIError) in
    let id = try call.folder(draft).id
    return { $0.folders[id]?.json(in: $0) }
  }

  private static let update: Route.Work = { call, draft throws(APIError) in
    var folder = try call.folder(draft)
    if let name = call.body["name"]?.text, !name.isEmpty { folder.name = name }
    draft.add(.folder(folder))
    return { [id = folder.id] in $0.folders[id]?.json(in: $0) }
  }

  private static let delete: Route.Work = { call, draft throws(APIError) in
    var folder = try call.folder(draft)
    folder.isDeleted = true
    draft.add(.folder(folder))
    return { _ in [:] }
  }
}
