/// People with a name in common; ClickUp's pages call it a Team.
package struct UserGroup: Codable, Sendable {
  package let id: String
  package var name: String
  package var handle: String
  package var members: [Int]
  package let creator: Int
  package let dateCreated: Int
}
