// How ids in a path become things, with the answers that ClickUp gives for those that do not.
extension Call {
  func team(_ draft: Draft) throws(APIError) {
    guard part("team") == draft.state.workspace.id else { throw .notAuthorized }
  }

  func space(_ draft: Draft) throws(APIError) -> Space {
    guard let space = draft.state.spaces[part("space")], !draft.state.isGuest(user) else {
      throw .notAuthorized
    }
    guard !space.isDeleted else { throw .spaceDeleted }
    return space
  }

  func folder(_ draft: Draft) throws(APIError) -> Folder {
    guard Int(part("folder")) != nil else { throw .folderIDInvalid }
    guard let folder = draft.state.folders[part("folder")], !folder.isDeleted,
      !draft.state.isGuest(user),
      draft.state.spaces[folder.space]?.isDeleted == false
    else { throw .notAuthorized }
    return folder
  }

  func list(_ draft: Draft) throws(APIError) -> TaskList {
    guard Int(part("list")) != nil else { throw .listIDInvalid }
    let list = try draft.state.livingList(part("list"))
    guard draft.state.sees(list, user) else { throw .notAuthorized }
    return list
  }

  /// The task that the path names, by its own id or, when asked so, by its custom id.
  func task(_ draft: Draft) throws(APIError) -> WorkTask {
    try task(part("task"), draft)
  }

  func task(_ id: String, _ draft: Draft) throws(APIError) -> WorkTask {
    var found = draft.state.tasks[id]
    if query.flag("custom_task_ids"), query["team_id"] == draft.state.workspace.id {
      found = draft.state.task(customID: id) ?? found
    }
    guard let task = found, draft.state.sees(task, user) else { throw .notAuthorized }
    guard !task.isDeleted else { throw .taskDeleted }
    return task
  }

  func comment(_ draft: Draft) throws(APIError) -> Comment {
    guard let id = Int(part("comment")), let comment = draft.state.comments[id],
      draft.state.sees(comment.parent, user)
    else { throw .notAuthorized }
    return comment
  }
}

extension State {
  package func livingList(_ id: String) throws(APIError) -> TaskList {
    guard let list = lists[id], !list.isDeleted, folders[list.folder]?.isDeleted == false,
      spaces[list.space]?.isDeleted == false
    else { throw .notAuthorized }
    return list
  }
}
