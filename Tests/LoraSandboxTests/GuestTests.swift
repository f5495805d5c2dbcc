import LoraSandbox
import Testing

/// A guest's token sees the lists that are shared with the guest, and nothing beside them.
struct GuestTests {
  private let rehearsal = Rehearsal()
  private let otherList: String
  private let otherTask: String

  init() throws {
    let space = "v2/space/\(rehearsal.space)/list"
    otherList = try rehearsal.ask("POST", space, ["name": "Internal"])["id"]?.text ?? ""
    otherTask =
      try rehearsal.ask("POST", "v2/list/\(otherList)/task", ["name": "Secret"])["id"]?.text ?? ""
    let token = try AccessToken(
      rehearsal.state.workspace.token + "_guest", in: rehearsal.state.workspace)
    rehearsal.asker = token.user(in: rehearsal.state) ?? 0
  }

  @Test func findsListsByTheSharedHierarchyAlone() throws {
    #expect(try rehearsal.ask("GET", "v2/user")["user"]?["username"] == "Guest")
    #expect(try rehearsal.ask("GET", "v2/team/\(rehearsal.team)/space") == ["spaces": []])
    let shared = try rehearsal.ask("GET", "v2/team/\(rehearsal.team)/shared")["shared"]
    #expect(shared?["lists"]?.items?.map { $0["id"]?.text } == [rehearsal.list])
  }

  @Test func worksInASharedList() throws {
    let task = try rehearsal.newTask("By a guest")
    try rehearsal.ask("POST", "v2/task/\(task)/comment", ["comment_text": "a"])
    let all = try rehearsal.ask("GET", "v2/team/\(rehearsal.team)/task")["tasks"]?.items
    #expect(Set(all?.compactMap { $0["id"]?.text } ?? []) == [task, rehearsal.task])
  }

  @Test func seesNothingElse() throws {
    rehearsal.asker = rehearsal.user
    let comment = try rehearsal.ask(
      "POST", "v2/task/\(otherTask)/comment", ["comment_text": "a"])["id"]?.whole
    let reply = try rehearsal.ask(
      "POST", "v2/comment/\(comment ?? 0)/reply", ["comment_text": "b"])["id"]?.whole
    rehearsal.asker = rehearsal.state.members.first { $0.role == .guest }?.id ?? 0
    for path in [
      "v2/list/\(otherList)", "v2/list/\(otherList)/task", "v2/task/\(otherTask)",
      "v2/task/\(otherTask)/comment", "v2/comment/\(comment ?? 0)/reply",
      "v2/comment/\(reply ?? 0)/reply", "v2/space/\(rehearsal.space)",
      "v2/folder/\(rehearsal.folder)",
    ] {
      #expect(rehearsal.refusal("GET", path) == .notAuthorized, "\(path)")
    }
    let space = "v2/team/\(rehearsal.team)/space"
    #expect(rehearsal.refusal("POST", space, ["name": "x"]) == .notAuthorized)
  }
}
