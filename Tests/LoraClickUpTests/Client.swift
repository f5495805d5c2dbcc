import LoraClickUp
import LoraHTTP

/// A client whose server is a script and whose waits take no time.
struct Rehearsal {
  let transport: ScriptedTransport
  let clock = StoppedClock()
  let client: ClickUpClient
  let log = Lines()

  init(
    _ steps: [ScriptedTransport.Step], token: String = "pk_1_SECRET",
    environment: [String: String] = [:], patience: Patience = .standard
  ) throws {
    transport = ScriptedTransport(steps)
    guard let token = ClickUpToken(token) else { throw NoToken() }
    let log = log
    client = ClickUpClient(
      address: try ClickUpAddress(environment: environment), token: token, transport: transport,
      environment: environment, clock: clock, patience: patience, jitter: { 0 },
      log: { log.all.append($0) })
  }

  struct NoToken: Error {}

  /// What a call that must fail fails with.
  func failure(_ call: (ClickUpClient) throws -> Void) throws -> ClickUpError {
    do { try call(client) } catch let error as ClickUpError { return error }
    throw DidNotFail()
  }

  struct DidNotFail: Error {}
}

final class Lines { var all: [String] = [] }

/// Stands at one moment but for what is slept.
final class StoppedClock: ClickUpClock {
  var now = 1_800_000_000.0
  private(set) var slept: [Double] = []

  func sleep(_ seconds: Double) {
    slept.append(seconds)
    now += seconds
  }
}
