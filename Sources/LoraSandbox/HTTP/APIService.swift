import Glibc
import NIOHTTP1
import Synchronization

/// The API over HTTP: token, rate, faults, body, work, answer, in this order.
struct APIService: Sendable {
  let store: Store
  let log: RequestLog
  let faults: FaultControl
  private let budget: SharedBudget
  private let makeSetting: @Sendable (_ clock: Int) -> Setting

  static let largestBody = 8 << 20

  init(
    store: Store, log: RequestLog, faults: FaultControl, rate: RateLimit,
    setting: @escaping @Sendable (_ clock: Int) -> Setting
  ) {
    self.store = store
    self.log = log
    self.faults = faults
    budget = SharedBudget(rate)
    makeSetting = setting
  }

  /// Answers a request below `/api`; `path` is what follows it.
  func serve(_ exchange: inout Exchange, path: [String], query: Query) async throws -> Aftermath {
    let clock = Clock.milliseconds
    let token = try? AccessToken(
      exchange.head.headers.first(name: "authorization"), in: store.state.workspace)
    let standing = budget.spend(token, clock)
    var line = RequestLog.Line(
      clock: clock, method: exchange.head.method.rawValue,
      path: "/api/" + path.joined(separator: "/"), query: exchange.rawQuery)
    let refusal = refusal(of: exchange.head, path, standing)
    if let refusal {
      try await exchange.discardBody()
      line.bytes = exchange.bodyBytes
      return try await send(.failure(refusal), exchange, path, standing, &line)
    }
    let fault = faults.next(line.method, path, store: store, clock: clock)
    line.fault = fault.effect?.name
    if case .cut(let bytes)? = fault.effect, exchange.hasBody {
      try await exchange.readBody(upTo: bytes)
      line.bytes = exchange.bodyBytes
      log.write(line)
      return .closes
    }
    var call = Call(
      line.method, path.joined(separator: "/"),
      user: token?.user(in: store.state) ?? store.state.workspace.tokenUser,
      setting: makeSetting(clock))
    call.path = path
    call.query = query
    let problem = try await readBody(into: &call, &exchange)
    line.bytes = exchange.bodyBytes
    line.notifyAll = call.body["notify_all"]?.flag
    return try await act(call, problem, fault, exchange, standing, line)
  }

  private func refusal(
    of head: HTTPRequestHead, _ path: [String], _ standing: RateBudget.Standing
  ) -> APIError? {
    do throws(APIError) {
      let (route, _) = try Routes.find(head.method.rawValue, path)
      if !route.isOpen {
        _ = try AccessToken(
          head.headers.first(name: "authorization"), in: store.state.workspace)
      }
    } catch {
      return error
    }
    return standing.isAllowed ? nil : .tooManyRequests
  }

  /// JSON, or a form with a file. What is wrong with it is the answer, once it is read.
  private func readBody(into call: inout Call, _ exchange: inout Exchange) async throws -> APIError?
  {
    guard let (route, _) = try? Routes.find(call.method, call.path) else { return .noSuchRoute }
    do {
      if route.takesUpload {
        call.upload = try await BodyReading.upload(
          &exchange, store.folder, takesAnyFile: call.path.first == "v3")
      } else {
        call.body = try await BodyReading.json(&exchange, atMost: Self.largestBody)
      }
      return nil
    } catch let error as APIError {
      try await exchange.discardBody()
      return error
    } catch is SandboxError {
      try await exchange.discardBody()
      return .serverError
    }
  }
}

/// The budget of each token, whichever connection spends it. Requests without a good one share one.
private final class SharedBudget: Sendable {
  private let limit: RateLimit
  private let budgets = Mutex<[AccessToken?: RateBudget]>([:])

  init(_ limit: RateLimit) { self.limit = limit }

  func spend(_ token: AccessToken?, _ clock: Int) -> RateBudget.Standing {
    budgets.withLock { $0[token, default: RateBudget(limit)].spend(clock: clock) }
  }
}
