import LoraGit
import LoraSharing
import Testing

/// What somebody meant to change is the difference from what both sides had when last seen.
@Suite struct RunMarksTests {
  private static let run = ObjectID(hex: String(repeating: "1", count: 40))!

  private static func set(_ isIn: Bool) -> Set<ObjectID> { isIn ? [run] : [] }

  @Test(arguments: [
    (here: true, there: false, seen: false, change: "send"),
    (here: false, there: true, seen: true, change: "take back"),
    (here: false, there: true, seen: false, change: "mark"),
    (here: true, there: false, seen: true, change: "unmark"),
    (here: true, there: true, seen: false, change: ""),
    (here: true, there: true, seen: true, change: ""),
    (here: false, there: false, seen: true, change: ""),
    (here: false, there: false, seen: false, change: ""),
  ])
  func everyCombination(here: Bool, there: Bool, seen: Bool, change: String) {
    let marks = RunMarks(
      here: Self.set(here), there: Self.set(there), seen: Self.set(seen))
    #expect(marks.toSend == Self.set(change == "send"))
    #expect(marks.toTakeBack == Self.set(change == "take back"))
    #expect(marks.toMark == Self.set(change == "mark"))
    #expect(marks.toUnmark == Self.set(change == "unmark"))
  }
}
