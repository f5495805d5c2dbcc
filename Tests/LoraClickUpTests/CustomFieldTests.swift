import LoraClickUp
import Testing

struct CustomFieldTests {
  private let options = [
    CustomField.Option(id: "a", name: "Neon", order: 0),
    CustomField.Option(id: "b", name: "Tea", order: 1),
  ]

  @Test(arguments: [
    "short_text", "text", "url", "email", "phone", "number", "currency", "checkbox", "drop_down",
    "labels", "date", "users", "",
  ])
  func aKindKeepsTheNameOfTheAPI(name: String) {
    #expect(CustomField.Kind(name).name == name)
  }

  @Test func unknownKindsAreOthers() {
    #expect(CustomField.Kind("drop_down") == .dropDown)
    #expect(CustomField.Kind("users") == .other("users"))
  }

  @Test(
    arguments: [
      (.text, nil, nil), (.text, .text(" neon \n"), "neon"), (.dropDown, .number(1), "Tea"),
      (.dropDown, .text("a"), "Neon"), (.dropDown, .number(7), "7.0"), (.number, .number(16), "16"),
      (.number, .number(0.00002), "2e-05"), (.checkbox, .flag(true), "yes"),
      (.labels, .other("[]"), "[]"),
    ] as [(CustomField.Kind, FieldValue?, String?)])
  func aValueIsSaidAsPeopleSeeIt(kind: CustomField.Kind, value: FieldValue?, words: String?) {
    let field = CustomField(id: "1", name: "F", kind: kind, options: options, value: value)
    #expect(field.words == words)
  }

  /// Noon, so that the day is the same almost everywhere.
  @Test func aDateIsADay() {
    let field = CustomField(
      id: "1", name: "F", kind: .date, value: .number(1_795_521_600_000))
    #expect(field.words == "2026-11-24")
  }

  @Test func anOptionIsMeantByItsNameOrOneThatIsAlike() throws {
    let field = CustomField(
      id: "1", name: "F", kind: .dropDown,
      options: options + [.init(id: "c", name: "tea", order: 2)])
    #expect(try field.option(named: "Tea").id == "b")
    #expect(try field.option(named: " NEON").id == "a")
    #expect(throws: FieldProblem.noOption("TEA", of: field)) { try field.option(named: "TEA") }
  }
}
