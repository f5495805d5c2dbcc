/// One rule of the faults file: which requests, which of them, and what goes wrong.
package struct Fault: Sendable, Equatable {
  package let route: RoutePattern
  package let occasion: Occasion
  /// How often it may happen at most.
  package let times: Int?
  package let effect: Effect

  package enum Occasion: Sendable, Equatable {
    case always
    /// These requests of the route, counted from 1.
    case nth([Int])
    case every(Int)
    case probability(Double)
  }

  package enum Effect: Sendable, Equatable {
    /// The work is done; the connection closes without an answer.
    case dropAfter
    /// The connection closes; after so many milliseconds the work is done all the same.
    case dropBefore(delay: Int)
    /// The connection closes; the work is never done.
    case lost
    /// An error instead of the work, or after it.
    case status(APIError, retryAfter: Int?, worked: Bool)
    case slow(milliseconds: Int)
    /// The connection closes after so many bytes of the body: of the request's, if it has one.
    case cut(bytes: Int)
    /// Reads see the state from before the last changes.
    case stale(changes: Int, reads: Int?, seconds: Int?)
    /// Lists come in another order.
    case reorder
    /// The page before is sent again.
    case duplicatePage
  }
}

/// `POST /v2/task/*/comment`: `*` stands for one part of the path, `**` for all that follows, and as
/// the method for any.
package struct RoutePattern: Sendable, Equatable {
  private let method: String
  private let parts: [String]

  package init?(_ text: String) {
    let words = text.split(separator: " ")
    if words == ["*"] {
      (method, parts) = ("*", ["**"])
      return
    }
    guard words.count == 2, words[1].hasPrefix("/") else { return nil }
    method = words[0].uppercased()
    let path = words[1].split(separator: "/").map(String.init)
    parts = path.first == "api" ? Array(path.dropFirst()) : path
  }

  /// `path` without the leading `api`.
  package func fits(_ method: String, _ path: [String]) -> Bool {
    guard self.method == "*" || self.method == method else { return false }
    for (place, part) in parts.enumerated() {
      if part == "**" { return true }
      guard place < path.count, part == "*" || part == path[place] else { return false }
    }
    return path.count == parts.count
  }
}
