// Who sees what: members everything, guests the lists that are shared with them.
extension State {
  package func isGuest(_ user: Int) -> Bool { member(user)?.role == .guest }

  package func sees(_ list: TaskList, _ user: Int) -> Bool {
    !isGuest(user) || list.guests?.contains(user) == true
  }

  package func sees(_ task: WorkTask, _ user: Int) -> Bool {
    lists[task.list].map { sees($0, user) } ?? true
  }

  package func sees(_ parent: Comment.Parent, _ user: Int) -> Bool {
    switch parent {
    case .task(let id): tasks[id].map { sees($0, user) } ?? true
    case .list(let id): lists[id].map { sees($0, user) } ?? true
    case .comment(let id): comments[id].map { sees($0.parent, user) } ?? true
    }
  }

  /// By id.
  package func livingLists(for user: Int) -> [TaskList] {
    lists.keys.sorted().compactMap { try? livingList($0) }.filter { sees($0, user) }
  }
}
