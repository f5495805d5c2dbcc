import LoraSandbox
import Testing

struct TaskTieTests {
  private let rehearsal = Rehearsal()

  private func task(_ id: String) throws -> JSON { try rehearsal.ask("GET", "v2/task/\(id)") }

  @Test func bothEndsTellOfADependency() throws {
    let later = try rehearsal.newTask("Later")
    let path = "v2/task/\(later)/dependency"
    for _ in 1...2 {
      try rehearsal.ask("POST", path, ["depends_on": .string(rehearsal.task)])
    }
    for id in [later, rehearsal.task] {
      let found = try task(id)["dependencies"]?.items ?? []
      #expect(found.map { $0["task_id"]?.text } == [later])
      #expect(found.map { $0["depends_on"]?.text } == [rehearsal.task])
    }
    // The same bond, named from its other end.
    try rehearsal.ask(
      "DELETE", "v2/task/\(rehearsal.task)/dependency?dependency_of=\(later)")
    #expect(try task(later)["dependencies"] == [] && task(rehearsal.task)["dependencies"] == [])
    #expect(rehearsal.refusal("POST", path, [:])?.status == 400)
    #expect(rehearsal.refusal("POST", path, ["depends_on": .string(later)])?.status == 400)
  }

  @Test func aLinkEndsWithEitherTask() throws {
    let other = try rehearsal.newTask("Other")
    try rehearsal.ask("POST", "v2/task/\(rehearsal.task)/link/\(other)")
    #expect(try task(other)["linked_tasks"]?.items?.map { $0["link_id"]?.text } == [rehearsal.task])
    try rehearsal.ask("DELETE", "v2/task/\(other)/link/\(rehearsal.task)")
    #expect(try task(rehearsal.task)["linked_tasks"] == [])
    try rehearsal.ask("POST", "v2/task/\(rehearsal.task)/link/\(other)")
    try rehearsal.ask("DELETE", "v2/task/\(other)")
    #expect(try task(rehearsal.task)["linked_tasks"] == [])
  }

  @Test func aTaskShowsUpInMoreLists() throws {
    let list =
      try rehearsal.ask(
        "POST", "v2/folder/\(rehearsal.folder)/list", ["name": "Second"])["id"]?.text ?? ""
    try rehearsal.ask("POST", "v2/list/\(list)/task/\(rehearsal.task)")
    #expect(try task(rehearsal.task)["locations"] == [["id": .string(list), "name": "Second"]])
    let path = "v2/list/\(list)/task"
    #expect(try rehearsal.ask("GET", path)["tasks"] == [])
    #expect(try rehearsal.ask("GET", path + "?include_timl=true")["tasks"]?.items?.count == 1)
    try rehearsal.ask("DELETE", "\(path)/\(rehearsal.task)")
    #expect(try rehearsal.ask("GET", path + "?include_timl=true")["tasks"] == [])
  }

  @Test func renamingATagRenamesItOnTasks() throws {
    try rehearsal.ask("POST", "v2/task/\(rehearsal.task)/tag/voice")
    let path = "v2/space/\(rehearsal.space)/tag"
    try rehearsal.ask("PUT", path + "/voice", ["tag": ["name": "Speech", "tag_bg": "#000000"]])
    #expect(try task(rehearsal.task)["tags"]?.items?.map { $0["name"] } == ["speech"])
    #expect(try rehearsal.ask("GET", path)["tags"]?.items?.map { $0["name"] } == ["speech"])
  }

  @Test func timesInStatusOfSeveral() throws {
    let other = try rehearsal.newTask("Other", ["status": "review"])
    let answer = try rehearsal.ask(
      "GET",
      "v2/task/bulk_time_in_status/task_ids?task_ids=\(rehearsal.task)&task_ids=\(other)")
    #expect(answer[rehearsal.task]?["current_status"]?["status"] == "to do")
    #expect(answer[other]?["current_status"]?["status"] == "review")
  }
}
