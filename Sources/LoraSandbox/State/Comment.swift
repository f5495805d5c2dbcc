/// A comment on a task or list, or a reply to another comment.
package struct Comment: Codable, Sendable {
  package let id: Int
  package let parent: Parent
  /// Rich text as runs, the last of which ends the line.
  package var blocks: [JSON]
  package let user: Int
  package var assignee: Int?
  package var assignedBy: Int?
  package var groupAssignee: String?
  package var isResolved = false
  package let date: Int

  package enum Parent: Codable, Sendable, Hashable {
    case task(String)
    case list(String)
    case comment(Int)
  }

  package var text: String { blocks.map { $0["text"]?.text ?? "" }.joined() }
}
