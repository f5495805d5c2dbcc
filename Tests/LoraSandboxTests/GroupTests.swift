import LoraSandbox
import Testing

struct GroupTests {
  @Test func madeChangedAndDeleted() throws {
    let rehearsal = Rehearsal()
    let made = try rehearsal.ask(
      "POST", "v2/team/\(rehearsal.team)/group",
      ["name": "Sound room", "members": [.int(rehearsal.user), 1]])
    #expect(made["handle"] == "soundroom")
    #expect(made["members"]?.items?.map { $0["id"]?.whole } == [rehearsal.user])
    let path = "v2/group/\(made["id"]?.text ?? "")"
    let board = rehearsal.state.workspace.boardUser
    try rehearsal.ask(
      "PUT", path, ["members": ["add": [.int(board)], "rem": [.int(rehearsal.user)]]])
    let read = try rehearsal.ask("GET", "v2/group?team_id=\(rehearsal.team)")["groups"]?.items
    #expect(read?.first?["members"]?.items?.map { $0["id"]?.whole } == [board])
    try rehearsal.ask("DELETE", path)
    #expect(try rehearsal.ask("GET", "v2/group") == ["groups": []])
  }
}
