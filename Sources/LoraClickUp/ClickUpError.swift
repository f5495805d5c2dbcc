public import LoraHTTP

/// Why ClickUp did not do as asked.
///
/// Decided by `ECODE`, never by the status alone: 401 is the answer to a bad token and to a task
/// that does not exist.
public struct ClickUpError: Error, Sendable, Equatable {
  public let kind: Kind
  /// The call in words, nothing secret in it: `GET /v2/task/86a3kx9d2`.
  public let call: String

  public enum Kind: Sendable, Equatable {
    /// `OAUTH_017/019/021/025/077`: the token is missing, wrong or withdrawn.
    case badToken(Refusal)
    /// Not there, deleted, or not visible to this token.
    case notFound(Refusal)
    /// The plan does not allow it (`PAYWALL_*`, `TEAM_110`, or words about usages).
    case planLimit(Refusal)
    /// `GBUSED_005`: the workspace's storage is full.
    case storageFull(Refusal)
    /// 429 up to the ceiling of waiting. `until` in seconds since 1970.
    case rateLimited(until: Double?)
    /// 5xx, also after repeating what may be repeated.
    case unavailable(Refusal)
    case refused(Refusal)
    /// An answer that is not what the API says, in words.
    case unreadable(String)
    case transport(HTTPError)
    /// The token may not be sent to this address, in words.
    case tokenWithheld(String)
  }

  /// What an answer of 4xx or 5xx said.
  public struct Refusal: Sendable, Equatable {
    public let status: Int
    public let code: String?
    public let message: String

    public init(status: Int, code: String?, message: String) {
      self.status = status
      self.code = code
      self.message = message
    }
  }

  public init(_ kind: Kind, call: String) {
    self.kind = kind
    self.call = call
  }

  /// Whether repeating the call cannot make it happen twice. An answer of 5xx proves nothing.
  public var isSurelyUndone: Bool {
    switch kind {
    case .transport(let error): error.isSurelyUndone
    case .unavailable, .unreadable: false
    case .badToken, .notFound, .planLimit, .storageFull, .rateLimited, .refused, .tokenWithheld:
      true
    }
  }

  /// Whether the same call can succeed later without anybody doing anything.
  public var isPassing: Bool {
    switch kind {
    case .transport(let error): error.kind.isPassing
    case .unavailable, .rateLimited: true
    case .badToken, .notFound, .planLimit, .storageFull, .refused, .unreadable, .tokenWithheld:
      false
    }
  }
}
