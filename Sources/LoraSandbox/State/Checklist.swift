/// Things to tick off, on a task.
package struct Checklist: Codable, Sendable {
  package let id: String
  package var name: String
  package let creator: Int
  package let dateCreated: Int
  package var items: [Item] = []

  package struct Item: Codable, Sendable {
    package let id: String
    package var name: String
    package var assignee: Int?
    package var isResolved = false
    /// The item that it stands under.
    package var parent: String?
    package let dateCreated: Int
  }
}
