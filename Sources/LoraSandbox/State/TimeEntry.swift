/// A time that somebody worked; still running while it has no end.
package struct TimeEntry: Codable, Sendable {
  package let id: String
  package var task: String?
  package var user: Int
  package var start: Int
  package var end: Int?
  package var description = ""
  package var isBillable = false
  package var tags: [JSON] = []
  /// When it was changed last.
  package var at: Int
}
