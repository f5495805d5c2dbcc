/// One row of the API: what it answers to and what it does. The work is a pure function: it reads the
/// draft's state, gathers changes in the draft, and says how the answer is made from the state that
/// results.
package struct Route: Sendable {
  package typealias Answer = @Sendable (State) -> JSON?
  package typealias Work = @Sendable (Call, inout Draft) throws(APIError) -> Answer

  package let method: String
  let pattern: [Segment]
  /// Whether the body is a file.
  package let takesUpload: Bool
  /// Whether it is answered without a token.
  package let isOpen: Bool
  package let successStatus: Int
  package let work: Work

  enum Segment: Equatable { case fixed(String), named(String) }

  init(
    _ method: String, _ pattern: String, takesUpload: Bool = false, isOpen: Bool = false,
    status: Int = 200, _ work: @escaping Work
  ) {
    self.method = method
    self.pattern = pattern.split(separator: "/").map {
      $0.hasPrefix(":") ? .named(String($0.dropFirst())) : .fixed(String($0))
    }
    self.takesUpload = takesUpload
    self.isOpen = isOpen
    self.successStatus = status
    self.work = work
  }

  /// What stands in the path where the pattern has names; nil when it does not fit.
  func parts(of path: [String]) -> [String: String]? {
    guard path.count == pattern.count else { return nil }
    var parts: [String: String] = [:]
    for (segment, text) in zip(pattern, path) {
      switch segment {
      case .fixed(let word): if word != text { return nil }
      case .named(let name): parts[name] = text
      }
    }
    return parts
  }
}

/// All routes there are.
package enum Routes {
  static let all: [Route] =
    TokenRoutes.all + PeopleRoutes.all + GroupRoutes.all + SpaceRoutes.all + FolderRoutes.all
    + ListRoutes.all + FieldRoutes.all + TaskRoutes.all + TaskListingRoutes.all
    + TaskTieRoutes.all + ChecklistRoutes.all + CommentRoutes.all + AttachmentRoutes.all
    + TagRoutes.all + QuietRoutes.all + TimeEntryRoutes.all + WebhookRoutes.all + V3Routes.all
    + BoardRoutes.all

  /// The route that method and path lead to, and what stood in the path.
  package static func find(_ method: String, _ path: [String]) throws(APIError)
    -> (route: Route, parts: [String: String])
  {
    var isKnown = false
    for route in all {
      guard let parts = route.parts(of: path) else { continue }
      if route.method == method { return (route, parts) }
      isKnown = true
    }
    throw isKnown ? .wrongMethod : .noSuchRoute
  }
}
