import LoraSandbox
import Testing

struct ListingTests {
  private let rehearsal: Rehearsal

  init() throws {
    rehearsal = Rehearsal()
    try rehearsal.ask("DELETE", "v2/task/\(rehearsal.task)")
  }

  @Test func aHundredAPageToTheLast() throws {
    for number in 0..<201 { try rehearsal.newTask("t\(number)") }
    for (page, count, isLast) in [(0, 100, false), (1, 100, false), (2, 1, true), (3, 0, true)] {
      let answer = try rehearsal.ask("GET", "v2/list/\(rehearsal.list)/task?page=\(page)&limit=5")
      #expect(answer["tasks"]?.items?.count == count)
      #expect(answer["last_page"]?.flag == isLast)
    }
    #expect(try rehearsal.names("page=2") == ["t0"])
    #expect(try rehearsal.names("reverse=true").first == "t0")
    let team = try rehearsal.ask("GET", "v2/team/\(rehearsal.team)/task?page=2")
    #expect(team["tasks"]?.items?.count == 1 && team["last_page"] == true)
  }

  @Test func closedArchivedAndSubtasksAreAskedFor() throws {
    let open = try rehearsal.newTask("open")
    try rehearsal.newTask("closed", ["status": "complete"])
    try rehearsal.newTask("child", ["parent": .string(open)])
    let archived = try rehearsal.newTask("archived")
    try rehearsal.ask("PUT", "v2/task/\(archived)", ["archived": true])
    #expect(try rehearsal.names("") == ["open"])
    #expect(Set(try rehearsal.names("include_closed=True")) == ["open", "closed"])
    #expect(Set(try rehearsal.names("subtasks=true")) == ["open", "child"])
    #expect(try rehearsal.names("archived=true") == ["archived"])
    // A closed status by name brings its tasks without include_closed.
    #expect(try rehearsal.names("statuses%5B%5D=complete") == ["closed"])
    #expect(
      Set(try rehearsal.names("statuses[]=to%20do&statuses[]=complete")) == ["open", "closed"])
  }

  @Test func timesAreStrict() throws {
    let id = try rehearsal.newTask("a")
    let time = try #require(rehearsal.state.tasks[id]).dateUpdated
    #expect(try rehearsal.names("date_updated_gt=\(time)") == [])
    #expect(try rehearsal.names("date_updated_gt=\(time - 1)") == ["a"])
    #expect(try rehearsal.names("date_updated_lt=\(time)") == [])
    #expect(try rehearsal.names("date_created_lt=\(time + 1)&date_created_gt=\(time - 1)") == ["a"])
  }

  @Test func listsHaveNoAttachments() throws {
    try rehearsal.newTask("a")
    let task = try rehearsal.ask("GET", "v2/list/\(rehearsal.list)/task")["tasks"]?.items?.first
    #expect(task?["name"] == "a" && task?["attachments"] == nil && task?["subtasks"] == nil)
  }

  @Test func assigneesTagsAndIDs() throws {
    let a = try rehearsal.newTask("a", ["assignees": [.int(rehearsal.user)], "tags": ["X y"]])
    try rehearsal.newTask("b")
    #expect(try rehearsal.names("assignees[]=\(rehearsal.user)") == ["a"])
    #expect(try rehearsal.names("tags[]=x%20y") == ["a"])
    #expect(try rehearsal.names("ids[]=\(a)") == ["a"])
  }

  @Test(arguments: [
    ("=", #""bcd""#, true), ("==", #""bcd""#, false), ("==", #""abcde""#, true),
    ("!=", #""bcd""#, false), ("!=", #""x""#, true), ("IS NOT NULL", "null", true),
    ("IS NULL", "null", false),
  ])
  func textFields(comparison: String, value: String, isFound: Bool) throws {
    let field = try rehearsal.newField("Word", "short_text")
    try rehearsal.newTask("a", ["custom_fields": [["id": .string(field), "value": "abcde"]]])
    let filter = #"[{"field_id":"\#(field)","operator":"\#(comparison)","value":\#(value)}]"#
    let names = try rehearsal.names("custom_fields=" + PercentCoding.encoded(filter))
    #expect(names == (isFound ? ["a"] : []))
  }

  @Test(arguments: [
    ("<", "5", false), ("<=", "4", true), (">", "3", true), ("=", "4", true),
    ("RANGE", #"{"low_value":1,"high_value":4}"#, true),
    ("RANGE", #"{"low_value":5,"high_value":9}"#, false),
  ])
  func numberFields(comparison: String, value: String, isFound: Bool) throws {
    let field = try rehearsal.newField("Count", "number")
    try rehearsal.newTask("a", ["custom_fields": [["id": .string(field), "value": 4]]])
    let filter = #"[{"field_id":"\#(field)","operator":"\#(comparison)","value":\#(value)}]"#
    let names = try rehearsal.names("custom_fields=" + PercentCoding.encoded(filter))
    #expect(names == (isFound || comparison == "<" ? ["a"] : []))
  }

  @Test func dropDownsByOptionOrNumber() throws {
    let field = try rehearsal.newField(
      "Area", "drop_down", ["options": [["name": "a"], ["name": "b"]]])
    try rehearsal.newTask("a", ["custom_fields": [["id": .string(field), "value": 1]]])
    let option = rehearsal.state.fields[field]?.options[1]["id"]?.text ?? ""
    for (value, isFound) in [("\"\(option)\"", true), ("1", true), ("0", false)] {
      let filter = #"[{"field_id":"\#(field)","operator":"=","value":\#(value)}]"#
      let any = #"[{"field_id":"\#(field)","operator":"ANY","value":[\#(value)]}]"#
      for text in [filter, any] {
        let names = try rehearsal.names("custom_fields=" + PercentCoding.encoded(text))
        #expect(names == (isFound ? ["a"] : []))
      }
    }
  }

  @Test func hugeNumbersAreNone() throws {
    #expect(try rehearsal.names("page=\(Int.max)") == rehearsal.names("page=0"))
    let path = "v2/team/\(rehearsal.team)/time_entries"
    let body: JSON = ["start": .int(.min), "duration": .int(.max)]
    #expect(rehearsal.refusal("POST", path, body) == .dateInvalid)
  }
}
