import Foundation
import LoraExperiment
import LoraStore
import TestSupport
import Testing

/// What there is of a run on disk, and what is to become of it.
@Suite struct RunRemedyTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var isFollowed = false
    var isTraining = false
    var isLanded = false
    var active = RunRemedy.Beginning.none
    var holdsWork = false
    let remedy: RunRemedy
    let testDescription: String

    init(
      _ what: String, isFollowed: Bool = false, isTraining: Bool = false, isLanded: Bool = false,
      active: RunRemedy.Beginning = .none, holdsWork: Bool = false, _ remedy: RunRemedy
    ) {
      (self.isFollowed, self.isTraining, self.isLanded) = (isFollowed, isTraining, isLanded)
      (self.active, self.holdsWork, self.remedy) = (active, holdsWork, remedy)
      testDescription = what
    }
  }

  static let rows = [
    Row("an area is being made", isFollowed: true, .followed),
    Row("trains", isFollowed: true, isTraining: true, active: .begun, .followed),
    Row("is landing", isFollowed: true, isLanded: true, active: .begun, .followed),
    Row("killed before its beginning was recorded", .forget),
    Row("killed before its trainer started", active: .begun, .land),
    Row("killed while it trained", isTraining: true, active: .begun, holdsWork: true, .attach),
    Row("killed with its trainer", active: .begun, holdsWork: true, .land),
    Row("killed once it could not land", active: .finished, holdsWork: true, .landKept),
    Row("could not land", active: .finished, .landKept),
    Row("killed after its branch moved", isLanded: true, active: .begun, holdsWork: true, .tidy),
    Row("killed after its reference went", isLanded: true, holdsWork: true, .tidy),
    Row("its reference was deleted", holdsWork: true, .examine),
  ]

  @Test(arguments: rows)
  func aRow(row: Row) {
    let remedy = RunRemedy(
      isFollowed: row.isFollowed, isTraining: row.isTraining, isLanded: row.isLanded,
      active: row.active, holdsWork: row.holdsWork)
    #expect(remedy == row.remedy)
  }

  @Test func whatIsOnDiskIsReadSo() throws {
    let sample = try SampleRun()
    let store = sample.store
    let draft = try sample.draft(state: .running)
    let id = draft.record.id
    #expect(try store.remains(of: id) == nil)
    do {
      let held = try store.makeArea(for: id)
      #expect(try store.remains(of: id)?.remedy == .followed)
      #expect(try store.remains(of: id, isHeld: true)?.remedy == .forget)
      #expect(try store.hold(held.area) == nil)
    }
    #expect(try store.remains().map(\.remedy) == [.forget])
    try store.begin(draft, by: sample.identities)
    let begun = try #require(try store.remains(of: id))
    #expect(begun.remedy == .land)
    #expect(begun.name == "x" && begun.isNamed("x") && begun.isNamed("runs/x"))
    #expect(begun.isNamed(id.short) && !begun.isNamed("y") && !begun.isNamed(""))
    try Data("{".utf8).write(to: URL(fileURLWithPath: store.area(of: id).folder + "/state.json"))
    #expect(try store.remains(of: id)?.remedy == .land)
    try sample.land(draft)
    #expect(try store.remains(of: id)?.remedy == .tidy)
    #expect(try store.landedRun(id)?.summary.id == id)
    let held = try #require(try store.hold(store.area(of: id)))
    try store.clear(held)
    #expect(try store.remains().isEmpty)
  }
}
