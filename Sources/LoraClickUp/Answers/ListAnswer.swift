/// `GET /v2/list/{id}`.
struct ListAnswer: Decodable {
  let value: TaskList

  init(from decoder: any Decoder) throws {
    let list = try decoder.members()
    let statuses = try list.decode([StatusAnswer].self, forKey: "statuses")
    value = TaskList(
      id: try list.needed("id"), name: list.text("name") ?? "",
      statuses: statuses.sorted { $0.order < $1.order }.map(\.value),
      permission: list.text("permission_level"))
  }
}

struct StatusAnswer: Decodable {
  let value: TaskStatus
  let order: Int

  init(from decoder: any Decoder) throws {
    let status = try decoder.members()
    value = TaskStatus(
      name: try status.needed("status"), kind: TaskStatus.Kind(status.text("type") ?? ""),
      color: status.text("color"))
    order = status.whole("orderindex") ?? .max
  }
}

extension TaskStatus.Kind {
  init(_ text: String) {
    switch text {
    case "open": self = .open
    case "custom": self = .custom
    case "done": self = .done
    case "closed": self = .closed
    default: self = .other(text)
    }
  }
}
