enum TagRoutes {
  static let all: [Route] = [
    Route("GET", "v2/space/:space/tag", list), Route("POST", "v2/space/:space/tag", create),
    Route("PUT", "v2/space/:space/tag/:tag", update),
    Route("DELETE", "v2/space/:space/tag/:tag", delete),
    Route("POST", "v2/task/:task/tag/:tag", add), Route("DELETE", "v2/task/:task/tag/:tag", remove),
  ]

  private static let list: Route.Work = { call, draft throws(APIError) in
    let space = try call.space(draft)
    return { ["tags": .array($0.tags(inSpace: space.id).map(\.json))] }
  }

  private static let create: Route.Work = { call, draft throws(APIError) in
    let space = try call.space(draft)
    guard let given = call.body["tag"], let name = given["name"]?.text, !name.isEmpty else {
      throw .value("Tag name invalid")
    }
    draft.add(
      .tag(
        Tag(
          space: space.id, name: name.lowercased(),
          foreground: given["tag_fg"]?.text ?? Draft.tagColor,
          background: given["tag_bg"]?.text ?? Draft.tagColor, creator: call.user)))
    return { _ in [:] }
  }

  /// A new name goes onto the tasks that bear the old one.
  private static let update: Route.Work = { call, draft throws(APIError) in
    let space = try call.space(draft)
    let old = call.part("tag").lowercased()
    guard var tag = draft.state.tags[space.id + "/" + old], let given = call.body["tag"] else {
      throw .value("Tag not found")
    }
    draft.add(.tagGone(tag))
    if let name = given["name"]?.text, !name.isEmpty { tag.name = name.lowercased() }
    tag.foreground = (given["tag_fg"] ?? given["fg_color"])?.text ?? tag.foreground
    tag.background = (given["tag_bg"] ?? given["bg_color"])?.text ?? tag.background
    draft.add(.tag(tag))
    for var task in draft.state.tasks.values
    where draft.state.lists[task.list]?.space == space.id && task.tags.contains(old) {
      let renamed = task.tags.map { $0 == old ? tag.name : $0 }
      task.tags = renamed.enumerated().filter { renamed.firstIndex(of: $1) == $0 }.map(\.element)
      draft.add(.task(task))
    }
    return { [tag] _ in
      [
        "tag": [
          "name": .string(tag.name), "fg_color": .string(tag.foreground),
          "bg_color": .string(tag.background),
        ]
      ]
    }
  }

  private static let delete: Route.Work = { call, draft throws(APIError) in
    let space = try call.space(draft)
    let name = call.part("tag").lowercased()
    if let tag = draft.state.tags[space.id + "/" + name] { draft.add(.tagGone(tag)) }
    return { _ in [:] }
  }

  private static let add: Route.Work = { call, draft throws(APIError) in
    var task = try call.task(draft)
    let list = try draft.state.livingList(task.list)
    draft.tag(&task, call.part("tag"), space: list.space, by: call.user)
    task.dateUpdated = draft.now
    draft.add(.task(task))
    return { _ in [:] }
  }

  private static let remove: Route.Work = { call, draft throws(APIError) in
    var task = try call.task(draft)
    let name = call.part("tag").lowercased()
    task.tags.removeAll { $0 == name }
    task.dateUpdated = draft.now
    draft.add(.task(task))
    return { _ in [:] }
  }
}

extension Draft {
  static let tagColor = "#7c4dff"

  /// Puts the tag on the task, and makes it in the space where it is missing.
  mutating func tag(_ task: inout WorkTask, _ name: String, space: String, by user: Int) {
    let name = name.lowercased()
    if state.tags[space + "/" + name] == nil {
      add(
        .tag(
          Tag(
            space: space, name: name, foreground: Self.tagColor, background: Self.tagColor,
            creator: user)))
    }
    if !task.tags.contains(name) { task.tags.append(name) }
  }
}
