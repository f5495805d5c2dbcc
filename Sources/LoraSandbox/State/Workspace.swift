/// The workspace, and what the sandbox itself keeps with it.
package struct Workspace: Codable, Sendable {
  package let id: String
  package var name: String
  package var color: String
  /// The token that `Authorization` must carry.
  package let token: String
  /// Whom the token stands for.
  package let tokenUser: Int
  /// Whom the board page acts as: somebody else, so that people's words can be told from a
  /// program's.
  package let boardUser: Int
  /// Signs the addresses of attachments.
  package let signingKey: String
  /// What ids are made from.
  package let seed: UInt64
  /// Set while custom task ids are on: `DEV` makes `DEV-1`, `DEV-2`, …
  package var customIDPrefix: String?
}

/// What counts up and never down.
package struct Counters: Codable, Sendable {
  /// Ids given out so far.
  package var serial = 0
  /// Custom-field values set so far: the free plan ends at 60.
  package var fieldUses = 0
  /// The last custom task id's number.
  package var customID = 0
  /// The time of the last change, in milliseconds: the next one is later.
  package var lastTime = 0
}
