/// What binds two tasks. Both keep it, so that each can tell.
package struct TaskTie: Codable, Sendable, Equatable {
  package enum Kind: String, Codable, Sendable {
    /// `task` waits for `other`.
    case dependency
    case link
  }

  package let kind: Kind
  package let task: String
  package let other: String
  package let date: Int
  package let user: Int

  /// Whether these two are bound so, whoever was named first where that does not matter.
  package func binds(_ a: String, _ b: String, as kind: Kind) -> Bool {
    self.kind == kind && (task, other) == (a, b)
      || kind == .link && self.kind == kind && (task, other) == (b, a)
  }
}
