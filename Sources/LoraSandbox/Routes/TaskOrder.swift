/// `order_by` and `reverse`: newest first unless reversed.
struct TaskOrder: Sendable {
  private let key: @Sendable (WorkTask) -> (Int, String)
  private let isReversed: Bool

  init(_ query: Query) throws(APIError) {
    isReversed = query.flag("reverse")
    switch query["order_by"] ?? "created" {
    case "id": key = { (0, $0.id) }
    case "created", "": key = { ($0.dateCreated, $0.id) }
    case "updated": key = { ($0.dateUpdated, $0.id) }
    case "due_date": key = { ($0.dueDate ?? 0, $0.id) }
    default: throw .serverError
    }
  }

  func sorted(_ tasks: [WorkTask]) -> [WorkTask] {
    isReversed ? tasks.sorted { key($0) < key($1) } : tasks.sorted { key($0) > key($1) }
  }
}
