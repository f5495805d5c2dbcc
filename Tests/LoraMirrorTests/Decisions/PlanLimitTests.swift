import LoraClickUp
import LoraMirror
import Testing

private let refusal = ClickUpError(
  .planLimit(.init(status: 403, code: "PAYWALL_004", message: "limit")), call: "POST /field")

private func after(_ error: ClickUpError?, of limit: PlanLimit?, now: Double) -> PlanLimit? {
  PlanLimit.after(error, of: limit, workspace: "9", commit: "c\(Int(now))", run: "x", now: now)
}

@Test func aRefusalIsRememberedWithTheRunThatMetIt() throws {
  let first = try #require(after(refusal, of: nil, now: 1000))
  #expect(first.commit == "c1000")
  let second = try #require(after(refusal, of: first, now: 2000))
  #expect(second.commit == "c1000")
  #expect(second.refused == 2000)
}

@Test func anotherErrorChangesNothingAndASuccessForgets() throws {
  let limit = after(refusal, of: nil, now: 1000)
  let other = ClickUpError(.rateLimited(until: nil), call: "POST /field")
  #expect(after(other, of: limit, now: 5) == limit)
  #expect(after(other, of: nil, now: 5) == nil)
  #expect(after(nil, of: limit, now: 5) == nil)
}

@Test(arguments: [
  (1000.0, PlanLimit.Route.comment), (87_000, .comment), (88_000, .commentAndTrial),
  (-90_000, .commentAndTrial),
])
func thePlanIsTriedAgainOnceADay(_ now: Double, _ route: PlanLimit.Route) {
  #expect(PlanLimit.route(after(refusal, of: nil, now: 1000), now: now) == route)
  #expect(PlanLimit.route(nil, now: now) == .fields)
}
