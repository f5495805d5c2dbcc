import LoraMirror
import Testing

@Test func numbersInNamesAreOrderedAsNumbers() {
  let names = ["step-10.png", "step-9.png", "step-100.png", "base.png", "step-9-2.png"]
  let ordered = names.sorted { NumberedName($0) < NumberedName($1) }
  #expect(ordered == ["base.png", "step-9-2.png", "step-9.png", "step-10.png", "step-100.png"])
}
