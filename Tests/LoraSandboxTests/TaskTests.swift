import LoraSandbox
import Testing

struct TaskTests {
  private let rehearsal = Rehearsal()

  @Test func aNewTaskStandsInTheFirstStatus() throws {
    let made = try rehearsal.ask(
      "POST", "v2/list/\(rehearsal.list)/task",
      ["name": "New", "description": "plain", "markdown_content": "**bold**", "priority": 2])
    #expect(made["status"]?["status"] == "to do")
    #expect(made["markdown_description"] == "**bold**")
    #expect(made["priority"]?["priority"] == "high")
    #expect(made["attachments"] == nil)
    #expect(made["orderindex"]?.text?.hasSuffix(".00000000000000000000000000000000") == true)
    #expect(made["date_created"]?.text == made["date_updated"]?.text)
    let id = try #require(made["id"]?.text)
    #expect(try rehearsal.ask("GET", "v2/task/\(id)")["markdown_description"] == nil)
    #expect(
      try rehearsal.ask("GET", "v2/task/\(id)?include_markdown_description=true")[
        "markdown_description"] == "**bold**")
  }

  @Test func changesThatAreMadeAndThoseThatAreIgnored() throws {
    let id = try rehearsal.newTask("Old", ["tags": ["One"]])
    let changed = try rehearsal.ask(
      "PUT", "v2/task/\(id)",
      [
        "name": "New", "description": " ", "tags": ["two"], "custom_fields": [["id": "x"]],
        "assignees": ["add": [.int(rehearsal.user), 1], "rem": []],
      ])
    #expect(changed["name"] == "New" && changed["description"] == "")
    #expect(changed["tags"]?.items?.compactMap { $0["name"]?.text } == ["one"])
    #expect(changed["assignees"]?.items?.count == 1)
    let cleared = try rehearsal.ask(
      "PUT", "v2/task/\(id)", ["assignees": ["rem": [.int(rehearsal.user)]], "priority": .null])
    #expect(cleared["assignees"] == [])
  }

  @Test func statusesAreNamesInAnyCaseAndEndsHaveDates() throws {
    let id = try rehearsal.newTask("Runs")
    let done = try rehearsal.ask("PUT", "v2/task/\(id)", ["status": "Complete"])
    #expect(done["status"]?["type"] == "closed")
    #expect(done["date_done"]?.text != nil && done["date_closed"]?.text != nil)
    let open = try rehearsal.ask("PUT", "v2/task/\(id)", ["status": "in progress"])
    #expect(open["date_done"]?.isNull == true && open["date_closed"]?.isNull == true)
    // The space has other statuses than its list.
    let space = try rehearsal.ask("GET", "v2/space/\(rehearsal.space)")
    #expect(space["statuses"]?.items?.count == 2)
    #expect(rehearsal.refusal("PUT", "v2/task/\(id)", ["status": "nope"]) == .statusUnknown)
  }

  @Test func timeInEachStatusIsKnown() throws {
    let id = try rehearsal.newTask("Runs")
    for status in ["in progress", "in progress", "review", "in progress"] {
      rehearsal.clock += 120_000
      try rehearsal.ask("PUT", "v2/task/\(id)", ["status": .string(status)])
    }
    let answer = try rehearsal.ask("GET", "v2/task/\(id)/time_in_status")
    let stays = answer["status_history"]?.items ?? []
    #expect(
      stays.compactMap { $0["status"]?.text } == ["to do", "in progress", "review", "in progress"])
    #expect(stays.compactMap { $0["total_time"]?["by_minute"]?.whole } == [2, 4, 2, 0])
    #expect(answer["current_status"]?["status"] == "in progress")
    #expect(stays[0]["total_time"]?["since"]?.text != nil)
  }

  @Test func deletingSaysNothingAndTakesSubtasksAlong() throws {
    let id = try rehearsal.newTask("Parent")
    let child = try rehearsal.newTask("Child", ["parent": .string(id)])
    let answer = try rehearsal.answer("DELETE", "v2/task/\(id)")
    #expect(answer.status == 204 && answer.body == nil)
    #expect(rehearsal.refusal("GET", "v2/task/\(child)") == .taskDeleted)
    #expect(rehearsal.refusal("GET", "v2/task/never") == .notAuthorized)
  }

  @Test func customIDsNeedBothParameters() throws {
    let rehearsal = Rehearsal(customIDs: "DEV")
    let id = try rehearsal.newTask("Custom")
    let custom = try #require(try rehearsal.ask("GET", "v2/task/\(id)")["custom_id"]?.text)
    #expect(custom == "DEV-2")
    let both = "v2/task/\(custom)?custom_task_ids=true&team_id=\(rehearsal.team)"
    #expect(try rehearsal.ask("GET", both)["id"]?.text == id)
    for query in ["", "?custom_task_ids=true", "?team_id=\(rehearsal.team)"] {
      #expect(rehearsal.refusal("GET", "v2/task/\(custom)\(query)") == .notAuthorized)
    }
  }

  @Test func movingNeedsAStatusThatThere() throws {
    let id = try rehearsal.newTask("Mover", ["status": "review"])
    let list = try rehearsal.ask("POST", "v2/folder/\(rehearsal.folder)/list", ["name": "Other"])
    let other = try #require(list["id"]?.text)
    let path = "v3/workspaces/\(rehearsal.team)/tasks/\(id)/home_list/\(other)"
    #expect(rehearsal.refusal("PUT", path) == .statusUnknown)
    let from = try #require(try rehearsal.ask("GET", "v2/task/\(id)")["status"]?["id"])
    let to = try #require(list["statuses"]?.items?.last?["id"])
    try rehearsal.ask(
      "PUT", path,
      ["status_mappings": [["source_status_id": from, "destination_status_id": to]]])
    let moved = try rehearsal.ask("GET", "v2/task/\(id)")
    #expect(moved["list"]?["id"]?.text == other && moved["status"]?["status"] == "complete")
    #expect(try rehearsal.ask("GET", "v2/list/\(other)")["task_count"] == 1)
  }

  @Test func timesAlwaysRise() throws {
    let clock = rehearsal.clock
    let first = try rehearsal.newTask("a")
    rehearsal.clock = clock - 1_000_000
    let second = try rehearsal.newTask("b")
    let tasks = rehearsal.state.tasks
    #expect(try #require(tasks[second]).dateCreated > (try #require(tasks[first]).dateCreated))
  }
}
