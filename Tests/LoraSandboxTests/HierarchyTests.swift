import LoraSandbox
import Testing

struct HierarchyTests {
  private let rehearsal = Rehearsal()

  @Test func onlyOneListTellsItsStatuses() throws {
    let lists = try rehearsal.ask("GET", "v2/folder/\(rehearsal.folder)/list")["lists"]?.items ?? []
    #expect(lists.count == 1 && lists[0]["statuses"] == nil)
    let names = try rehearsal.ask("GET", "v2/list/\(rehearsal.list)")["statuses"]?.items?
      .compactMap { $0["status"]?.text }
    #expect(names == ["to do", "in progress", "review", "on hold", "blocked", "complete"])
  }

  @Test func countsAreTextsOnFoldersAndNumbersOnLists() throws {
    try rehearsal.newTask("second")
    let folder = try rehearsal.ask("GET", "v2/space/\(rehearsal.space)/folder")["folders"]?.items?[
      0]
    #expect(folder?["task_count"] == "2")
    #expect(try rehearsal.ask("GET", "v2/list/\(rehearsal.list)")["task_count"] == 2)
  }

  @Test func hiddenFoldersAreNotListed() throws {
    try rehearsal.ask("POST", "v2/space/\(rehearsal.space)/list", ["name": "Alone"])
    let folders = try rehearsal.ask("GET", "v2/space/\(rehearsal.space)/folder")["folders"]?.items
    #expect(folders?.map { $0["name"] } == ["LoRA"])
  }

  @Test func whatIsInADeletedFolderIsGone() throws {
    try rehearsal.ask("DELETE", "v2/folder/\(rehearsal.folder)")
    #expect(rehearsal.refusal("GET", "v2/list/\(rehearsal.list)") == .notAuthorized)
    #expect(rehearsal.refusal("GET", "v2/folder/\(rehearsal.folder)") == .notAuthorized)
    #expect(rehearsal.refusal("GET", "v2/folder/x")?.code == "INPUT_011")
  }

  @Test func tagsAreLowerCaseAndDeletedInAnyCase() throws {
    let task = rehearsal.task
    try rehearsal.ask("POST", "v2/task/\(task)/tag/Urgent%20One")
    #expect(
      try rehearsal.ask("GET", "v2/space/\(rehearsal.space)/tag")["tags"]?.items?
        .map { $0["name"] } == ["urgent one"])
    try rehearsal.ask("DELETE", "v2/task/\(task)/tag/URGENT%20ONE")
    #expect(try rehearsal.ask("GET", "v2/task/\(task)")["tags"] == [])
  }

  @Test func webhooksAreKeptAndRefusedTwice() throws {
    let path = "v2/team/\(rehearsal.team)/webhook"
    let body: JSON = ["endpoint": "https://a.example/x", "events": "*"]
    let made = try rehearsal.ask("POST", path, body)
    #expect(made["webhook"]?["health"]?["status"] == "active")
    #expect(made["webhook"]?["secret"]?.text?.count == 64)
    #expect(rehearsal.refusal("POST", path, body) == .webhookExists)
    let id = try #require(made["id"]?.text)
    try rehearsal.ask("DELETE", "v2/webhook/\(id)")
    #expect(try rehearsal.ask("GET", path) == ["webhooks": []])
  }

  @Test func theSameSeedGivesTheSameIDsAndToken() {
    let again = Rehearsal()
    #expect(again.task == rehearsal.task && again.list == rehearsal.list)
    #expect(again.state.workspace.token == rehearsal.state.workspace.token)
    #expect(again.state.workspace.token.hasPrefix("pk_sandbox_"))
    let other = FreshState.make(seed: 8, clock: 0)
    #expect(other.workspace.token != rehearsal.state.workspace.token)
  }
}
