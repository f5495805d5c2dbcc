public enum HTTPMethod: String, Sendable {
  case get = "GET"
  case head = "HEAD"
  case post = "POST"
  case put = "PUT"
  case patch = "PATCH"
  case delete = "DELETE"

  /// Whether doing it twice is doing it once (RFC 9110, 9.2.2).
  public var isIdempotent: Bool { self != .post && self != .patch }

  /// Whether servers expect a length even when there is no body.
  var alwaysHasBody: Bool { self == .post || self == .put || self == .patch }
}
