import LoraSandbox
import Testing

struct FaultTests {
  private func file(_ text: String) throws -> FaultFile {
    try FaultFile(Array(text.utf8), name: "faults.json")
  }

  /// Which of the first twelve such requests are struck, by number.
  private func struck(_ text: String, seed: UInt64 = 1, method: String = "GET", _ path: String)
    throws -> [Int]
  {
    var schedule = FaultSchedule(try file(text), seed: seed)
    let parts = path.split(separator: "/").map(String.init)
    return (1...12).filter { _ in schedule.next(method, parts) != nil }
  }

  @Test(arguments: [
    (#""nth": 2"#, [2]), (#""nth": [1, 3]"#, [1, 3]), (#""every": 4"#, [4, 8, 12]),
    (#""every": 1, "times": 2"#, [1, 2]), (#""probability": 1, "times": 1"#, [1]),
    (#""probability": 0"#, []), (#""times": 3"#, [1, 2, 3]),
  ])
  func occasions(rule: String, numbers: [Int]) throws {
    let text = #"[{"route": "GET /v2/user", \#(rule), "effect": "lost"}]"#
    #expect(try struck(text, "v2/user") == numbers)
    #expect(try struck(text, "v2/team") == [])
    #expect(try struck(text, method: "POST", "v2/user") == [])
  }

  @Test(arguments: [
    ("GET /v2/task/*", "v2/task/abc", true), ("GET /v2/task/*", "v2/task/abc/comment", false),
    ("GET /v2/task/**", "v2/task/abc/comment", true), ("* /v2/**", "v2/user", true),
    ("*", "files/t1/x/y", true), ("get /api/v2/user", "v2/user", true),
    ("POST /v2/**", "v2/user", false), ("GET /v2", "v2/user", false),
  ])
  func routes(pattern: String, path: String, fits: Bool) throws {
    let route = try #require(RoutePattern(pattern))
    #expect(route.fits("GET", path.split(separator: "/").map(String.init)) == fits)
  }

  @Test func chanceIsTheSameForTheSameSeed() throws {
    let text = #"[{"route": "*", "probability": 0.5, "effect": "lost"}]"#
    let first = try struck(text, seed: 3, "v2/user")
    #expect(try struck(text, seed: 3, "v2/user") == first)
    let others = try (4..<12).map { try struck(text, seed: $0, "v2/user") }
    #expect(others.contains { $0 != first })
    // A rule added after it changes nothing before it.
    let more =
      #"[{"route": "*", "probability": 0.5, "effect": "lost"}, {"route": "POST /x", "effect": "lost"}]"#
    #expect(try struck(more, seed: 3, "v2/user") == first)
  }

  @Test func theFirstRuleThatStrikesWins() throws {
    let text =
      #"{"faults": [{"route": "*", "nth": 1, "effect": "lost"}, {"route": "*", "effect": "drop-after"}]}"#
    var schedule = FaultSchedule(try file(text), seed: 1)
    #expect(schedule.next("GET", ["v2"])?.effect == .lost)
    #expect(schedule.next("GET", ["v2"])?.effect == .dropAfter)
  }

  @Test(arguments: [
    (#""effect": "drop-before", "delay_ms": 5"#, Fault.Effect.dropBefore(delay: 5)),
    (#""effect": "slow", "ms": 10"#, .slow(milliseconds: 10)),
    (#""effect": "cut", "bytes": 7"#, .cut(bytes: 7)),
    (
      #""effect": "stale", "changes": 2, "reads": 3"#,
      .stale(changes: 2, reads: 3, seconds: nil)
    ),
    (
      #""effect": "status", "status": 429"#,
      .status(.tooManyRequests, retryAfter: 60, worked: false)
    ),
    (
      #""effect": "status", "status": 400, "ECODE": "GBUSED_005", "err": "Over allocated storage""#,
      .status(.storageFull, retryAfter: nil, worked: false)
    ),
    (
      #""effect": "status", "status": 502, "work": true"#,
      .status(APIError(502, "Internal Server Error", "SANDBOX_500"), retryAfter: nil, worked: true)
    ),
  ])
  func effects(text: String, effect: Fault.Effect) throws {
    let faults = try file(#"[{"route": "*", \#(text)}]"#).faults
    #expect(faults.map(\.effect) == [effect])
  }

  @Test(arguments: [
    ("[\n ?", "faults.json:2:2: expected"), ("{}", "a list of faults"),
    (#"[{"route": "*"}]"#, "fault 1: 'effect'"),
    (#"[{"route": "v2", "effect": "lost"}]"#, "'route'"),
    (#"[{"route": "*", "effect": "lost", "nht": 1}]"#, "no key 'nht'"),
    (#"[{"route": "*", "effect": "lost", "nth": 1, "every": 2}]"#, "only one of"),
    (#"[{"route": "*", "effect": "lost", "nth": 0}]"#, "'nth'"),
    (#"[{"route": "*", "effect": "lost", "probability": 2}]"#, "'probability'"),
    (#"[{"route": "*", "effect": "status", "status": 200}]"#, "'status'"),
    (#"[{"route": "*", "effect": "cut"}]"#, "'bytes' is missing"),
  ])
  func problemsAreNamed(text: String, words: String) {
    let error = #expect(throws: SandboxError.self) { try file(text) }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    #expect(error?.description.hasPrefix("faults.json:") == true)
  }

  @Test func staleReadsEndAfterSoManyReadsOrSeconds() throws {
    let state = FreshState.make(seed: 1, clock: 0)
    let route = try #require(RoutePattern("GET /v2/user"))
    var stale = StaleReads()
    stale.begin(route, state, reads: 2, seconds: nil, clock: 0)
    #expect(stale.state(for: "GET", ["v2", "team"], clock: 1) == nil)
    #expect(stale.state(for: "POST", ["v2", "user"], clock: 1) == nil)
    #expect(stale.state(for: "GET", ["v2", "user"], clock: 1) != nil)
    #expect(stale.state(for: "GET", ["v2", "user"], clock: 1) != nil)
    #expect(stale.state(for: "GET", ["v2", "user"], clock: 1) == nil)
    stale.begin(route, state, reads: nil, seconds: 2, clock: 0)
    #expect(stale.state(for: "GET", ["v2", "user"], clock: 1_999) != nil)
    #expect(stale.state(for: "GET", ["v2", "user"], clock: 2_000) == nil)
  }

  @Test func listsComeInAnotherOrder() {
    for seed in 0..<20 {
      var answer: JSON = ["tasks": [1, 2, 3], "last_page": true, "one": [1]]
      answer.shuffleLists(seed: UInt64(seed))
      let items = answer["tasks"]?.items ?? []
      #expect(items != [1, 2, 3] && Set(items) == [1, 2, 3])
      #expect(answer["one"] == [1])
    }
  }

  @Test func rateIsCountedInWindows() throws {
    var budget = RateBudget(try #require(RateLimit("2/10")))
    let first = budget.spend(clock: 1_500)
    #expect(first.isAllowed && first.remaining == 1 && first.limit == 2 && first.reset == 12)
    #expect(budget.spend(clock: 2_000).isAllowed)
    let refused = budget.spend(clock: 2_500)
    #expect(!refused.isAllowed && refused.remaining == 0 && refused.wait == 9)
    #expect(budget.spend(clock: 11_500).isAllowed)
    for text in ["", "1", "0/5", "5/0", "a/b", "1/2/3", "-1/2"] { #expect(RateLimit(text) == nil) }
  }
}
