import LoraSandbox
import Testing

struct FieldTests {
  private let rehearsal = Rehearsal()

  private func set(_ field: String, _ value: JSON) throws(APIError) {
    #expect(
      try rehearsal.ask(
        "POST", "v2/task/\(rehearsal.task)/field/\(field)", ["value": value]) == [:])
  }

  private func value(_ field: String) throws -> JSON? {
    try rehearsal.field(field, of: rehearsal.task)?["value"]
  }

  @Test func aFreshListHasTwoFields() throws {
    let fields = try rehearsal.ask("GET", "v2/list/\(rehearsal.list)/field")["fields"]?.items ?? []
    #expect(fields.map { $0["name"] } == ["模型版本号", "存储地址"])
    #expect(fields.map { $0["type"] } == ["short_text", "url"])
    #expect(try rehearsal.ask("GET", "v2/space/\(rehearsal.space)/field")["fields"] == [])
  }

  @Test(
    arguments: [
      ("short_text", JSON.string("abc"), JSON.string("abc")),
      ("url", "https://a.b/c", "https://a.b/c"),
      ("number", 4, "4"), ("checkbox", true, true), ("date", 1_428_562_800_000, "1428562800000"),
      ("drop_down", 1, 1),
      ("manual_progress", ["current": 20], ["current": 20, "percent_complete": 20]),
    ] as [(String, JSON, JSON)])
  func setAndReadBack(type: String, value: JSON, readBack: JSON) throws {
    let field = try rehearsal.newField(
      "F", type, ["options": [["name": "a"], ["name": "b"]]])
    #expect(try self.value(field) == nil)
    try set(field, value)
    #expect(try self.value(field) == readBack)
    try rehearsal.ask("DELETE", "v2/task/\(rehearsal.task)/field/\(field)")
    #expect(try self.value(field) == nil)
  }

  @Test func dropDownByItsOptionsID() throws {
    let field = try rehearsal.newField(
      "F", "drop_down", ["options": [["name": "a"], ["name": "b"]]])
    try set(field, rehearsal.state.fields[field]?.options[1]["id"] ?? .null)
    #expect(try value(field) == 1)
    for wrong in [JSON.string("b"), 2, -1, true] {
      #expect(throws: APIError.optionUnknown) { try set(field, wrong) }
    }
  }

  @Test(
    arguments: [
      ("url", JSON.string("not a url")), ("url", "ftp://a"), ("url", "https://"),
      ("url", "https://a b"), ("short_text", 1), ("number", "4"), ("checkbox", "yes"),
      ("date", "soon"), ("users", [1]),
    ] as [(String, JSON)])
  func wrongTypes(type: String, value: JSON) throws {
    let field = try rehearsal.newField("F", type)
    #expect(throws: APIError.self) { try set(field, value) }
    #expect(rehearsal.state.counters.fieldUses == 0)
  }

  @Test func peopleAreAddedAndRemoved() throws {
    let field = try rehearsal.newField("F", "users")
    let user = JSON.int(rehearsal.user)
    try set(field, ["add": [user], "rem": []])
    #expect(try value(field)?.items?.map { $0["id"] } == [user])
    try set(field, ["rem": [user]])
    #expect(try value(field) == [])
  }

  @Test func theFreePlanEndsAtSixty() throws {
    rehearsal.plan = .free
    let field = try rehearsal.newField("F", "short_text")
    for number in 0..<60 { try set(field, .string("\(number)")) }
    #expect(throws: APIError.planLimit(60)) { try set(field, "61") }
    #expect(try value(field) == "59")
    // Clearing is no use, and a wrong value is told first.
    try rehearsal.ask("DELETE", "v2/task/\(rehearsal.task)/field/\(field)")
    #expect(throws: APIError.planLimit(60)) { try set(field, "61") }
    #expect(
      rehearsal.refusal(
        "POST", "v2/list/\(rehearsal.list)/task",
        ["name": "x", "custom_fields": [["id": .string(field), "value": "a"]]])?.status == 403)
    rehearsal.plan = .unlimited
    try set(field, "61")
    #expect(try value(field) == "61")
  }

  @Test func unknownFieldsAreRefused() {
    #expect(
      rehearsal.refusal("POST", "v2/task/\(rehearsal.task)/field/none", ["value": "x"])
        == .fieldUnknown)
  }
}
