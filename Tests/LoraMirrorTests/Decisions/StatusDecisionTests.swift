import LoraClickUp
import LoraConfig
import LoraExperiment
import LoraMirror
import Testing

private let list = [
  TaskStatus(name: "to do", kind: .open), TaskStatus(name: "in progress", kind: .custom),
  TaskStatus(name: "review", kind: .custom), TaskStatus(name: "approved", kind: .done),
  TaskStatus(name: "complete", kind: .closed),
]

@Test(
  arguments: [
    ("to do", "in progress", "to do", .set("in progress")),
    ("to do", "in progress", nil, .set("in progress")),
    ("in progress", "in progress", "to do", .isRight),
    ("review", "in progress", "to do", .movedBySomeone),
    ("approved", "review", "approved", .isFinal), ("complete", "review", "in progress", .isFinal),
    ("in progress", nil, "in progress", .unmapped),
    ("to do", "In Progress", "to do", .notInList("In Progress")),
    ("to do", "blocked", "to do", .notInList("blocked")),
  ] as [(String, String?, String?, StatusDecision)])
func aStatusMovesOnlyWhereNobodyElseMovedIt(
  _ current: String, _ wanted: String?, _ known: String?, _ decision: StatusDecision
) throws {
  let status = try #require(list.first { $0.name == current })
  #expect(
    StatusDecision.of(current: status, wanted: wanted, known: known, list: list) == decision)
}

@Test func eachStateHasItsStatus() {
  let statuses = ClickUpSettings.Statuses(
    running: "in progress", review: "review", paused: "on hold", failed: nil)
  let mapped = RunState.allCases.map { statuses.status(of: $0) }
  #expect(mapped == ["review", "review", nil, "in progress", "on hold", nil])
}
