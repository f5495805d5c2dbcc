import FoundationEssentials
import LoraHTTP

/// Sends calls and reads answers: the token's way out, the rate limit, and what is tried again.
final class APIConnection {
  let address: ClickUpAddress
  let budget: RateBudget
  private let token: ClickUpToken
  private let transport: any HTTPTransport
  private let clock: any ClickUpClock
  private let patience: Patience
  private let jitter: () -> Double
  private let log: ((String) -> Void)?

  /// More than a page of a hundred tasks with large drop-downs.
  private static let answerLimit = 16 << 20

  init(
    address: ClickUpAddress, token: ClickUpToken, transport: any HTTPTransport, budget: RateBudget,
    clock: any ClickUpClock, patience: Patience, jitter: @escaping () -> Double,
    log: ((String) -> Void)?
  ) {
    self.address = address
    self.token = token
    self.transport = transport
    self.budget = budget
    self.clock = clock
    self.patience = patience
    self.jitter = jitter
    self.log = log
  }

  /// The call's answer, read.
  func ask<Answer: Decodable>(_ call: APICall, _ type: Answer.Type) throws(ClickUpError) -> Answer {
    let answer = try response(to: call)
    do { return try JSONDecoder().decode(type, from: Data(answer.body)) } catch {
      throw ClickUpError(.unreadable(Self.words(for: error)), call: call.words)
    }
  }

  /// Makes a call whose answer says nothing of interest. It must still be an object or nothing: a
  /// page that a proxy put there is no sign that ClickUp did anything.
  func tell(_ call: APICall) throws(ClickUpError) {
    struct Something: Decodable {
      init(from decoder: any Decoder) throws { _ = try decoder.members() }
    }
    let answer = try response(to: call)
    guard !answer.body.isEmpty else { return }
    guard (try? JSONDecoder().decode(Something.self, from: Data(answer.body))) != nil else {
      throw ClickUpError(.unreadable("the answer is not JSON"), call: call.words)
    }
  }

  private static func words(for error: any Error) -> String {
    switch error as? DecodingError {
    case .keyNotFound(let key, _): "the answer has no '\(key.stringValue)'"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      context.codingPath.isEmpty
        ? "the answer is of another kind"
        : "'\(context.codingPath.map(\.stringValue).joined(separator: "."))' is of another kind"
    default: "the answer is not JSON"
    }
  }
}

extension APIConnection {
  /// The first answer of success, tried for as often as patience and the call allow.
  private func response(to call: APICall) throws(ClickUpError) -> HTTPResponse {
    var left = PatienceLeft(patience, jitter: jitter)
    while true {
      try waitForWindow(call, &left)
      do throws(ClickUpError) { return try attempt(call) } catch {
        guard error.isWorthRepeating, call.isRepeatable || error.isSurelyUndone,
          let pause = left.pause(after: error, at: clock.now)
        else { throw error }
        log?("\(call.words): again in \(Self.seconds(pause)) s")
        clock.sleep(pause)
      }
    }
  }

  /// Once: should our clock and the server's disagree, its answer decides.
  private func waitForWindow(_ call: APICall, _ left: inout PatienceLeft) throws(ClickUpError) {
    let wait = budget.take(at: clock.now)
    guard wait > 0 else { return }
    guard let pause = left.pause(forWindow: wait) else {
      throw ClickUpError(.rateLimited(until: clock.now + wait), call: call.words)
    }
    log?("\(call.words): the calls of this minute are used up; \(Self.seconds(pause)) s")
    clock.sleep(pause)
  }

  private func attempt(_ call: APICall) throws(ClickUpError) -> HTTPResponse {
    let request = try request(for: call)
    let start = clock.now
    let answer: HTTPResponse
    do throws(HTTPError) {
      answer = try transport.send(request) { _ in .memory(upTo: Self.answerLimit) }
    } catch {
      log?("\(call.words): \(error.kind)")
      throw ClickUpError(.transport(error), call: call.words)
    }
    let window = RateWindow(answer.headers)
    budget.learn(window, at: clock.now)
    let left = window.map { ", \($0.remaining) of \($0.limit) calls left" } ?? ""
    log?("\(call.words): \(answer.status) in \(Self.seconds(clock.now - start)) s\(left)")
    if let kind = failure(in: answer) { throw ClickUpError(kind, call: call.words) }
    return answer
  }

  private func request(for call: APICall) throws(ClickUpError) -> HTTPRequest {
    if let objection = address.objection(to: token) {
      throw ClickUpError(.tokenWithheld(objection), call: call.words)
    }
    let url: HTTPURL
    do throws(HTTPURLError) { url = try address.url(call.path, query: call.query) } catch {
      throw ClickUpError(
        .transport(HTTPError(.invalid("\(error)"), request: call.words)), call: call.words)
    }
    var request = HTTPRequest(
      call.method, url, headers: call.headers, body: call.body,
      timeouts: call.timeouts(patience))
    // Who has no patience looks before the next try; the connection must not do otherwise.
    if patience.attempts == 1, call.method != .get { request.isRepeatable = false }
    request.headers["Authorization"] = token.authorization
    // A name such as localhost may lead elsewhere.
    if address.base.isLoopback { request.mayConnect = { $0.isLoopback } }
    return request
  }

  private func failure(in answer: HTTPResponse) -> ClickUpError.Kind? {
    switch answer.status {
    case 200..<300: return nil
    case 300..<400:
      return .unreadable(
        "it answered \(answer.status), a way to another address, which is not taken")
    case 429: return .rateLimited(until: reopening(after: answer))
    default: return ClickUpError.Kind(ClickUpError.Refusal(answer, hiding: token))
    }
  }

  /// `Retry-After` counts from now and needs no right clock, so it goes first.
  private func reopening(after answer: HTTPResponse) -> Double? {
    let retryAfter = answer.headers["Retry-After"].flatMap { Double($0) }
    if let retryAfter, retryAfter >= 0 { return clock.now + min(retryAfter, RateWindow.length) }
    return RateWindow(answer.headers).map { window in
      clock.now + RateWindow(limit: 0, remaining: 0, reset: window.reset).wait(at: clock.now)
    }
  }

  private static func seconds(_ seconds: Double) -> String {
    let hundredths = Int(exactly: (seconds * 100).rounded()) ?? .max
    let rest = String(hundredths % 100)
    return "\(hundredths / 100).\(rest.count < 2 ? "0" : "")\(rest)"
  }
}

extension ClickUpError {
  /// Whether the same call may well succeed in a moment.
  fileprivate var isWorthRepeating: Bool {
    switch kind {
    case .rateLimited, .unavailable: true
    case .transport(let error): error.kind.isPassing
    default: false
    }
  }
}
