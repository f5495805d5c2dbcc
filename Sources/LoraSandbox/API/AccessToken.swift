import LoraDigest

/// One of the tokens that the sandbox takes, by what stands in `Authorization`.
package enum AccessToken: Sendable, Hashable {
  /// The one that the sandbox prints: its owner's.
  case personal
  /// The same with `_guest` after it: of somebody who sees only what is shared with them.
  case guest
  /// What the exchange of an OAuth code hands out, for the owner.
  case oauth

  package init(_ header: String?, in workspace: Workspace) throws(APIError) {
    guard let header, !header.isEmpty else { throw .headerMissing }
    let isBearer = header.lowercased().hasPrefix("bearer ")
    let token = isBearer ? String(header.dropFirst(7)) : header
    // Clients send an OAuth token with the scheme word or without; a personal one takes none, and
    // ClickUp then looks for an OAuth token of that name.
    if token == Self.oauthToken(of: workspace) {
      self = .oauth
    } else if isBearer {
      throw token.hasPrefix("pk_") ? .bearerUnknown : .tokenInvalid
    } else if token == workspace.token {
      self = .personal
    } else if token == workspace.token + "_guest" {
      self = .guest
    } else {
      throw .tokenInvalid
    }
  }

  /// Whom it stands for; nil in a workspace without guests.
  package func user(in state: State) -> Int? {
    self == .guest
      ? state.members.first { $0.role == .guest }?.id : state.workspace.tokenUser
  }

  /// The same for every code and client, so that it outlives a restart.
  package static func oauthToken(of workspace: Workspace) -> String {
    "\(workspace.tokenUser)_" + Digest.of("oauth " + workspace.token).hex
  }
}
