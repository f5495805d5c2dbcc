/// A task. Times are milliseconds since 1970.
package struct WorkTask: Codable, Sendable {
  package let id: String
  package var customID: String?
  package var customItem = 0
  package var list: String
  package var name: String
  package var markdown: String
  /// The id of one of its list's statuses.
  package var status: String
  package var orderindex: Int
  package var dateCreated: Int
  package var dateUpdated: Int
  package var dateClosed: Int?
  package var dateDone: Int?
  package var isArchived = false
  package var isDeleted = false
  package var creator: Int
  package var assignees: [Int] = []
  package var watchers: [Int] = []
  package var tags: [String] = []
  package var parent: String?
  package var priority: Int?
  package var dueDate: Int?
  package var startDate: Int?
  package var points: JSON = .null
  package var timeEstimate: Int?
  /// Field id to value, as it is read back.
  package var values: [String: JSON] = [:]
  /// The statuses before this one, oldest first.
  package var past: [Stay] = []
  // Of a journal that is older than these, nil.
  package var checklists: [Checklist]?
  package var ties: [TaskTie]?
  /// The lists that it shows up in beside its own.
  package var locations: [String]?
  /// Since when it is in this status; since it was made, when nil.
  package var statusSince: Int?

  /// A time spent in a status.
  package struct Stay: Codable, Sendable {
    package let status: String
    package let since: Int
    package let until: Int
  }
}
