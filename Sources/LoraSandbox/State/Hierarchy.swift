/// One status of a space or list, by the name that people see.
package struct Status: Codable, Sendable, Equatable {
  package let id: String
  package var name: String
  package var color: String
  package var type: Kind

  package enum Kind: String, Codable, Sendable {
    case open, custom, done, closed
    package var isEnd: Bool { self == .done || self == .closed }
  }
}

package struct Space: Codable, Sendable {
  package let id: String
  package var name: String
  package var color: String?
  package var isPrivate = false
  package var multipleAssignees = false
  package var statuses: [Status]
  package var isArchived = false
  package var isDeleted = false
}

/// A folder, or the hidden one that each list without a folder sits in.
package struct Folder: Codable, Sendable {
  package let id: String
  package let space: String
  package var name: String
  package var isHidden = false
  package var orderindex: Int
  package var isArchived = false
  package var isDeleted = false
}

package struct TaskList: Codable, Sendable {
  package let id: String
  package let folder: String
  package let space: String
  package var name: String
  package var content = ""
  package var orderindex: Int
  /// The list's own statuses where it overrides its space's.
  package var ownStatuses: [Status]?
  package var priority: Int?
  package var assignee: Int?
  package var dueDate: Int?
  package var startDate: Int?
  /// The guests that it is shared with.
  package var guests: [Int]?
  package var isArchived = false
  package var isDeleted = false
}

package struct Tag: Codable, Sendable, Hashable {
  package let space: String
  package var name: String
  package var foreground: String
  package var background: String
  package var creator: Int
}
