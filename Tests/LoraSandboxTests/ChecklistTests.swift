import LoraSandbox
import Testing

struct ChecklistTests {
  private let rehearsal = Rehearsal()

  private func new(_ name: String) throws -> String {
    let answer = try rehearsal.ask(
      "POST", "v2/task/\(rehearsal.task)/checklist", ["name": .string(name)])
    return try #require(answer["checklist"]?["id"]?.text)
  }

  private func onTask() throws -> [JSON] {
    try rehearsal.ask("GET", "v2/task/\(rehearsal.task)")["checklists"]?.items ?? []
  }

  @Test func itemsAreTickedOff() throws {
    let path = "v2/checklist/\(try new("Before training"))"
    for name in ["Listen", "Clean"] {
      try rehearsal.ask("POST", path + "/checklist_item", ["name": .string(name)])
    }
    let items = try onTask()[0]["items"]?.items ?? []
    #expect(items.map { $0["name"] } == ["Listen", "Clean"])
    let item = path + "/checklist_item/\(items[0]["id"]?.text ?? "")"
    let answer = try rehearsal.ask(
      "PUT", item, ["resolved": true, "assignee": .int(rehearsal.user)])
    #expect(answer["checklist"]?["resolved"] == 1 && answer["checklist"]?["unresolved"] == 1)
    #expect(try onTask()[0]["items"]?.items?[0]["assignee"]?["id"]?.whole == rehearsal.user)
    try rehearsal.ask("DELETE", item)
    #expect(try onTask()[0]["items"]?.items?.map { $0["name"] } == ["Clean"])
  }

  @Test func renamedMovedAndDeleted() throws {
    let first = try new("A")
    _ = try new("B")
    try rehearsal.ask("PUT", "v2/checklist/\(first)", ["name": "C", "position": 1])
    #expect(try onTask().map { $0["name"] } == ["B", "C"])
    try rehearsal.ask("DELETE", "v2/checklist/\(first)")
    #expect(try onTask().map { $0["name"] } == ["B"])
    #expect(rehearsal.refusal("DELETE", "v2/checklist/\(first)") == .notAuthorized)
  }
}
