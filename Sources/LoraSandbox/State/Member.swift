/// A person in the workspace. Who was invited and has not joined yet has no name.
package struct Member: Codable, Sendable {
  package let id: Int
  package var username: String?
  package var email: String
  package var color: String?
  package var initials: String
  package var role: Role
  package var lastActive: Int?
  package var dateJoined: Int?
  package var dateInvited: Int
  package var invitedBy: Int?

  package enum Role: Int, Codable, Sendable {
    case owner = 1
    case admin, member, guest

    package var key: String {
      switch self {
      case .owner: "owner"
      case .admin: "admin"
      case .member: "member"
      case .guest: "guest"
      }
    }
  }
}
