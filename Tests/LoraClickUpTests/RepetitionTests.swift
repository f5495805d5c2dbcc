import LoraClickUp
import LoraHTTP
import Testing

/// What is tried again, how long it waits, and what never happens twice.
struct RepetitionTests {
  private let task = TaskID("x")

  private static let full = ScriptedTransport.Step.answer(
    429, ["X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1800000030"],
    #"{"err":"Rate limit reached","ECODE":"APP_002"}"#)

  @Test func readingIsRepeatedWithGrowingPauses() throws {
    let rehearsal = try Rehearsal([
      .answer(500), .connectionLost, .answer(503), .notConnected, .answer(200, [:], #"{"id":"a"}"#),
    ])
    #expect(try rehearsal.client.task(task).id == "a")
    #expect(rehearsal.clock.slept == [0.5, 1, 2, 4])
  }

  @Test func attemptsEnd() throws {
    let rehearsal = try Rehearsal(Array(repeating: .answer(502, [:], ""), count: 9))
    let error = try rehearsal.failure { try $0.setStatus("a", of: task) }
    #expect(error.kind == .unavailable(.init(status: 502, code: nil, message: "no reason given")))
    #expect(error.isPassing && !error.isSurelyUndone)
    #expect(rehearsal.transport.requests.count == 5)
  }

  @Test func theWholeWaitHasACeiling() throws {
    let rehearsal = try Rehearsal(
      Array(repeating: .answer(502), count: 99), patience: Patience(attempts: 99, longestWait: 60))
    _ = try rehearsal.failure { try $0.setStatus("a", of: task) }
    #expect(rehearsal.clock.slept.reduce(0, +) <= 60)
    #expect(rehearsal.transport.requests.count > 8)
  }

  /// Somebody waits at a terminal, or for the first step of a training.
  @Test func whoeverIsInAHurryWaitsSecondsForAnAnswer() throws {
    let rehearsal = try Rehearsal([.answer(200, [:], #"{"id":"a"}"#)], patience: .brief)
    _ = try rehearsal.client.task(task)
    let timeouts = try #require(rehearsal.transport.requests.first?.timeouts)
    #expect(timeouts.total == 4 && timeouts.connect == 4)
  }

  /// Each of the calls that make something new, and why it may have been done already.
  @Test(arguments: [0, 1, 2], [ScriptedTransport.Step.answer(500), .connectionLost])
  func newThingsAreNotMadeTwice(call: Int, step: ScriptedTransport.Step) throws {
    let rehearsal = try Rehearsal([step, .answer(200, [:], #"{"id":"a"}"#)])
    let error = try rehearsal.failure { try make(call, with: $0) }
    #expect(rehearsal.transport.requests.count == 1)
    #expect(!error.isSurelyUndone && error.isPassing)
  }

  @Test(arguments: [0, 1, 2], [Self.full, .notConnected, Self.partlySent])
  func newThingsAreMadeWhenSurelyUndone(call: Int, step: ScriptedTransport.Step) throws {
    let rehearsal = try Rehearsal([step, .answer(200, [:], #"{"id":"a"}"#)])
    try make(call, with: rehearsal.client)
    #expect(rehearsal.transport.requests.count == 2)
    #expect(rehearsal.transport.left == 0)
  }

  private static let partlySent = ScriptedTransport.Step.failure(
    HTTPError(.connection("lost"), request: "", sent: .part(bytes: 1, of: 2)))

  private func make(_ call: Int, with client: ClickUpClient) throws {
    switch call {
    case 0: _ = try client.createTask(TaskDraft(name: "n"), inList: "1")
    case 1: _ = try client.postComment(.text("t"), notifyAll: false, on: task)
    default: _ = try client.upload(UploadedFile(path: "/x", name: "y"), to: task)
    }
  }

  @Test func refusalsAreNotRepeated() throws {
    for status in [400, 401, 403, 404, 409] {
      let rehearsal = try Rehearsal([.answer(status), .answer(200)])
      _ = try rehearsal.failure { try $0.setStatus("a", of: task) }
      #expect(rehearsal.transport.requests.count == 1)
      #expect(rehearsal.clock.slept.isEmpty)
    }
  }

  @Test func certificatesAreNotWaitedFor() throws {
    let rehearsal = try Rehearsal([.failure(HTTPError(.tls("expired"), request: ""))])
    let error = try rehearsal.failure { try $0.setStatus("a", of: task) }
    #expect(!error.isPassing && "\(error)".contains("expired"))
  }

  @Test func windowsAreWaitedOut() throws {
    let rehearsal = try Rehearsal([Self.full, .answer(200)])
    try rehearsal.client.setStatus("a", of: task)
    #expect(rehearsal.clock.slept == [30])
  }

  @Test func retryAfterGoesFirst() throws {
    let rehearsal = try Rehearsal([
      .answer(429, ["Retry-After": "7", "X-RateLimit-Reset": "1800000030"]), .answer(200),
    ])
    try rehearsal.client.setStatus("a", of: task)
    #expect(rehearsal.clock.slept == [7])
  }

  @Test(arguments: [[:], ["X-RateLimit-Reset": "x"], ["Retry-After": "99999"]])
  func withoutUsableHeadersAMinute(headers: [String: String]) throws {
    let rehearsal = try Rehearsal([.answer(429, headers), .answer(200)])
    try rehearsal.client.setStatus("a", of: task)
    #expect(rehearsal.clock.slept == [60])
  }

  @Test func patienceWithTheLimitEnds() throws {
    let rehearsal = try Rehearsal(Array(repeating: .answer(429), count: 9))
    let error = try rehearsal.failure { try $0.setStatus("a", of: task) }
    #expect(rehearsal.clock.slept == [60, 60])
    #expect(error.kind == .rateLimited(until: nil))
    #expect(error.isPassing && error.isSurelyUndone)
    let brief = try Rehearsal([Self.full], patience: .brief)
    let soon = try brief.failure { try $0.setStatus("a", of: task) }
    #expect(soon.kind == .rateLimited(until: 1_800_000_030))
    #expect(brief.clock.slept.isEmpty)
  }
}
