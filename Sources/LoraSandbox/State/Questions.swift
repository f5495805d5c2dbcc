// What the answers ask of the state.
extension State {
  package func member(_ id: Int) -> Member? { members.first { $0.id == id } }

  /// The statuses that tasks of the list may have.
  package func statuses(of list: TaskList) -> [Status] {
    list.ownStatuses ?? spaces[list.space]?.statuses ?? []
  }

  /// The fields that tasks of the list show: its own, its folder's, its space's, the workspace's.
  package func fields(of list: TaskList) -> [CustomField] {
    fields(ownedBy: [list.id, list.folder, list.space, workspace.id])
  }

  package func fields(ownedBy owners: [String]) -> [CustomField] {
    fields.values.filter { owners.contains($0.owner) }
      .sorted { ($0.dateCreated, $0.id) < ($1.dateCreated, $1.id) }
  }

  package func tasks(in list: String) -> [WorkTask] {
    (taskIDs[list] ?? []).compactMap { tasks[$0] }
  }

  package func taskCount(in list: String) -> Int { taskIDs[list]?.count ?? 0 }

  package func subtasks(of task: String) -> [WorkTask] {
    (subtaskIDs[task] ?? []).compactMap { tasks[$0] }
      .sorted { $0.dateCreated < $1.dateCreated }
  }

  package func task(customID: String) -> WorkTask? { customIDs[customID].flatMap { tasks[$0] } }

  /// Oldest first.
  package func comments(on parent: Comment.Parent) -> [Comment] {
    (commentIDs[parent] ?? []).compactMap { comments[$0] }
  }

  /// Newest first, as ClickUp lists them.
  package func attachments(of task: String) -> [Attachment] {
    (attachmentIDs[task] ?? []).reversed().compactMap { attachments[$0] }
  }

  package func lists(inFolder folder: String) -> [TaskList] {
    lists.values.filter { $0.folder == folder && !$0.isDeleted }
      .sorted { ($0.orderindex, $0.id) < ($1.orderindex, $1.id) }
  }

  package func folders(inSpace space: String) -> [Folder] {
    folders.values.filter { $0.space == space && !$0.isDeleted }
      .sorted { ($0.orderindex, $0.id) < ($1.orderindex, $1.id) }
  }

  package var livingSpaces: [Space] {
    spaces.values.filter { !$0.isDeleted }.sorted { $0.id < $1.id }
  }

  package func tags(inSpace space: String) -> [Tag] {
    tags.values.filter { $0.space == space }.sorted { $0.name < $1.name }
  }

  /// Up the parents to the task that has none.
  package func topLevelParent(of task: WorkTask) -> String? {
    var top = task.parent
    var seen: Set<String> = [task.id]
    while let id = top, let next = tasks[id]?.parent, seen.insert(id).inserted { top = next }
    return top
  }
}
