import LoraClickUp

/// A person in the answers about tasks.
struct TaskPerson: Encodable {
  let id: Int
  let name: String?

  init(_ user: ClickUpUser) {
    id = user.id
    name = user.name
  }
}
