public import LoraHTTP
public import LoraProcess

/// ClickUp behind its HTTP interface.
///
/// One connection is kept for call after call. The token goes out only where `ClickUpAddress`
/// allows it; the rate limit is followed before it is hit, together with every other process of
/// this machine that uses the same token.
public final class ClickUpClient: ClickUpService {
  let connection: APIConnection

  /// `log` gets a line for each call, with nothing secret in it.
  public init(
    address: ClickUpAddress, token: ClickUpToken, transport: any HTTPTransport,
    environment: [String: String] = [:], clock: any ClickUpClock, patience: Patience = .standard,
    jitter: @escaping () -> Double = { Double.random(in: 0...1) }, log: ((String) -> Void)? = nil
  ) {
    let shared = SharedFile(of: token, at: address, environment: environment)
    connection = APIConnection(
      address: address, token: token, transport: transport, budget: RateBudget(shared: shared),
      clock: clock, patience: patience, jitter: jitter, log: log)
  }

  /// With address, token and certificates as the environment says.
  public convenience init(
    environment: [String: String] = Command.currentEnvironment, patience: Patience = .standard,
    log: ((String) -> Void)? = nil
  ) throws(ClickUpAccessError) {
    let address = try ClickUpAddress(environment: environment)
    let token = try TokenLookup(environment: environment).find().token
    self.init(
      address: address, token: token, transport: CurlTransport(environment: environment),
      environment: environment, clock: MachineClock(environment: environment), patience: patience,
      log: log)
  }

  public var address: ClickUpAddress { connection.address }

  /// How many calls the token has in a minute and how many of them are left, as last heard.
  public var callsLeft: (remaining: Int, limit: Int)? {
    connection.budget.window.map { ($0.remaining, $0.limit) }
  }
}

extension ClickUpClient {
  public func user() throws(ClickUpError) -> ClickUpUser {
    try connection.ask(APICall(.get, ["user"]), OwnUserAnswer.self).value
  }

  public func workspaces() throws(ClickUpError) -> [Workspace] {
    try connection.ask(APICall(.get, ["team"]), WorkspacesAnswer.self).value
  }

  public func plan(ofWorkspace id: String) throws(ClickUpError) -> String? {
    try connection.ask(APICall(.get, ["team", id, "plan"]), PlanAnswer.self).value
  }
}
