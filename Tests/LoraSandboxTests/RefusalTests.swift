import LoraSandbox
import Testing

/// Refusals have the status, code and words of the real ones.
struct RefusalTests {
  private let rehearsal = Rehearsal()

  @Test func everyRecordedRefusalCanBeHad() throws {
    var seen: [APIError?] = []
    let task = try rehearsal.newTask("Doomed")
    seen.append(rehearsal.refusal("GET", "v2/task/nothere"))
    seen.append(deletedSpace())
    seen.append(sixthSpace())
    try rehearsal.ask("DELETE", "v2/task/\(task)")
    seen.append(rehearsal.refusal("GET", "v2/task/\(task)"))
    seen.append(
      rehearsal.refusal("POST", "v2/list/\(rehearsal.list)/task", ["name": "x", "status": "no"]))
    let field = try rehearsal.newField("F", "drop_down", ["options": [["name": "a"]]])
    seen.append(
      rehearsal.refusal("POST", "v2/task/\(rehearsal.task)/field/\(field)", ["value": "a"]))
    seen.append(rehearsal.refusal("GET", "v2/list/abc"))
    seen.append(rehearsal.refusal("POST", "v2/task/\(rehearsal.task)/attachment"))
    seen.append(rehearsal.refusal("GET", "v2/team/\(rehearsal.team)/user/1"))
    seen.append(rehearsal.refusal("GET", "v2/nothing"))
    seen += [
      APIError.tokenInvalid, .headerMissing, .storageFull, .tooManyRequests,
    ]
    for row in try FixtureTests.fixture("errors").items ?? [] where row["body"]?["trace_id"] == nil
    {
      let wanted = APIError(
        row["status"]?.whole ?? 0, row["body"]?["err"]?.text ?? row["body_text"]?.text ?? "",
        row["body"]?["ECODE"]?.text)
      #expect(seen.contains(wanted), "\(wanted)")
    }
  }

  private func deletedSpace() -> APIError? {
    let id = try? rehearsal.ask("POST", "v2/team/\(rehearsal.team)/space", ["name": "S"])["id"]?
      .text
    _ = try? rehearsal.ask("DELETE", "v2/space/\(id ?? "")")
    return rehearsal.refusal("GET", "v2/space/\(id ?? "")")
  }

  private func sixthSpace() -> APIError? {
    rehearsal.plan = .free
    for _ in 0..<4 {
      #expect(rehearsal.refusal("POST", "v2/team/\(rehearsal.team)/space", ["name": "S"]) == nil)
    }
    return rehearsal.refusal("POST", "v2/team/\(rehearsal.team)/space", ["name": "S"])
  }

  @Test(arguments: ["GET v2/task/x/attachment", "DELETE v2/user", "PATCH v2/task/x"])
  func wrongMethods(line: String) {
    let words = line.split(separator: " ").map(String.init)
    #expect(rehearsal.refusal(words[0], words[1]) == .wrongMethod)
  }

  @Test(arguments: ["", " ", String(repeating: "x", count: 2049)])
  func badNames(name: String) {
    let path = "v2/list/\(rehearsal.list)/task"
    #expect(rehearsal.refusal("POST", path, ["name": .string(name)]) == .nameInvalid)
  }

  @Test func badDates() {
    let path = "v2/list/\(rehearsal.list)/task"
    #expect(
      rehearsal.refusal("POST", path, ["name": "x", "due_date": "tomorrow"])?.code == "INPUT_006")
    #expect(rehearsal.refusal("GET", path + "?page=-1")?.status == 500)
    #expect(rehearsal.refusal("GET", path + "?order_by=closed")?.status == 500)
  }
}
