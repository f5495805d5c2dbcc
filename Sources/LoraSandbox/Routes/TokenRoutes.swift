/// The end of OAuth: a code becomes a token. Any code will do, since nobody is asked for consent here.
enum TokenRoutes {
  static let all: [Route] = [Route("POST", "v2/oauth/token", isOpen: true, exchange)]

  /// Some clients send the three in the address, some as JSON, some as a form.
  private static let exchange: Route.Work = { call, _ throws(APIError) in
    for name in ["client_id", "client_secret", "code"] {
      let given = call.body[name]?.text ?? call.query[name] ?? ""
      guard !given.isEmpty else { throw .value("\(name) required") }
    }
    return { ["access_token": .string(AccessToken.oauthToken(of: $0.workspace))] }
  }
}
