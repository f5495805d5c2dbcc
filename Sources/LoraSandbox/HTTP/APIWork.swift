import Glibc
import NIOHTTP1

// Doing a call's work and answering it, with the fault that was drawn for it.
extension APIService {
  /// What the work came to.
  enum Result: Sendable {
    case done(status: Int, body: JSON?)
    case failure(APIError, retryAfter: Int? = nil)

    static func failure(_ error: APIError) -> Result { .failure(error, retryAfter: nil) }

    var status: Int {
      switch self {
      case .done(let status, _): status
      case .failure(let error, _): error.status
      }
    }
  }

  func act(
    _ call: Call, _ problem: APIError?, _ fault: FaultControl.Decision, _ exchange: Exchange,
    _ standing: RateBudget.Standing, _ line: RequestLog.Line
  ) async throws -> Aftermath {
    var line = line
    switch fault.effect {
    case .lost:
      forget(call.upload)
      log.write(line)
      return .closes
    case .dropAfter:
      line.worked = work(call, problem, fault).status
      log.write(line)
      return .closes
    case .dropBefore(let delay):
      return .closesThen { [line] in
        var line = line
        try? await Task.sleep(for: .milliseconds(delay))
        line.worked = work(call, problem, fault).status
        log.write(line)
      }
    case .status(let error, let wait, let worked):
      if worked { line.worked = work(call, problem, fault).status } else { forget(call.upload) }
      return try await send(
        .failure(error, retryAfter: wait), exchange, call.path, standing, &line)
    case .slow(let milliseconds):
      try await Task.sleep(for: .milliseconds(milliseconds))
    default: break
    }
    let result = work(call, problem, fault)
    line.worked = result.status
    var cut: Int?
    if case .cut(let bytes)? = fault.effect { cut = bytes }
    return try await send(result, exchange, call.path, standing, &line, cut: cut)
  }

  private func work(_ call: Call, _ problem: APIError?, _ fault: FaultControl.Decision) -> Result {
    if let problem { return .failure(problem) }
    var call = call
    if fault.effect == .duplicatePage { call.query.turnPageBack() }
    do throws(APIError) {
      var (status, body) = try perform(call, seeing: fault.olderState)
      if fault.effect == .reorder { body?.shuffleLists(seed: UInt64(call.setting.clock)) }
      return .done(status: status, body: body)
    } catch {
      forget(call.upload)
      return .failure(error)
    }
  }

  private func perform(_ call: Call, seeing older: State?) throws(APIError)
    -> (status: Int, body: JSON?)
  {
    guard let older else { return try store.perform(call) }
    let outcome = try API.outcome(of: call, in: older)
    return (outcome.status, outcome.answer(older))
  }

  /// An upload that comes to nothing leaves nothing.
  private func forget(_ upload: Upload?) {
    if let upload { unlink(store.folder.file(upload.id)) }
  }

  func send(
    _ result: Result, _ exchange: Exchange, _ path: [String], _ standing: RateBudget.Standing,
    _ line: inout RequestLog.Line, cut: Int? = nil
  ) async throws -> Aftermath {
    line.status = result.status
    log.write(line)
    var reply = reply(result, isV3: path.first == "v3", clock: line.clock)
    reply.add("X-RateLimit-Limit", String(standing.limit))
    reply.add("X-RateLimit-Remaining", String(standing.remaining))
    reply.add("X-RateLimit-Reset", String(standing.reset))
    if case .failure(let error, let wait) = result, wait != nil || error == .tooManyRequests {
      reply.add("Retry-After", String(wait ?? standing.wait))
    }
    return try await exchange.send(reply, cutAfter: cut) ? .goesOn : .closes
  }

  private func reply(_ result: Result, isV3: Bool, clock: Int) -> Reply {
    switch result {
    case .done(let status, nil): return Reply(status)
    case .done(let status, let body?): return .json(status, body)
    case .failure(let error, _):
      if let json = isV3 ? error.v3JSON(clock: clock) : error.v2JSON {
        return .json(error.status, json)
      }
      return .text(error.status, error.words)
    }
  }
}
