import Foundation
import LoraClickUp
import Testing

/// What ClickUp really sent is read.
struct FixtureTests {
  private let task = TaskID("x")

  @Test func taskOf2026() throws {
    let rehearsal = try Rehearsal([.fixture("get_task.2026.observed")])
    let task = try rehearsal.client.task(task)
    #expect(task.id == "86ahm90z4")
    #expect(task.customID == nil)
    #expect(task.name == "Example task")
    #expect(task.description == "")
    #expect(task.url == "https://app.clickup.com/t/86ahm90z4")
    #expect(task.list == ClickUpTask.Home(id: "901327301859", name: "Example list"))
    #expect(
      task.status == TaskStatus(name: "resolvido em dev", kind: .done, color: "#008844"))
    #expect(task.status.isFinal)
    #expect(task.assignees == [ClickUpUser(id: 102, name: "User 1")])
    #expect(task.creator == ClickUpUser(id: 102, name: "User 1"))
    #expect(task.created == 1_779_369_731_061)
    #expect(task.updated == 1_779_390_012_383)
    #expect(task.workspace == "9001000002")
    let expiry = task.fields[0]
    #expect(expiry.kind == .date)
    #expect(expiry.value == .number(1_428_562_800_000))
    let area = task.fields[1]
    #expect(area.value == nil)
    #expect(area.options.map(\.name) == ["01", "02"])
    #expect(area.options.map(\.order) == [0, 1])
    #expect(task.attachments.map(\.comment) == ["90130269140791", nil])
    #expect(task.attachments.map(\.size) == [2_937_466, 23716])
    #expect(task.attachments[0].user?.id == 103)
    #expect(task.attachments[0].type == "image/png")
    #expect(!task.attachments[0].isDeleted && !task.attachments[0].isFolder)
  }

  @Test func taskOf2023() throws {
    let rehearsal = try Rehearsal([.fixture("get_task.2023.observed")])
    let task = try rehearsal.client.task(task)
    #expect(task.customID == "DEV-4957")
    #expect(task.status.kind == .custom)
    #expect(task.fields.map(\.kind) == [.labels, .number, .shortText])
    #expect(task.fields[0].options.map(\.name) == ["Label A", "Label B"])
    #expect(task.fields[0].value == .other(#"["bfea53ad-3f27-51ca-b371-cb2cb1233d12"]"#))
    #expect(task.fields[2].value == nil)
    // One name twice is two files.
    let pictures = task.attachments.filter { $0.title == "image003.png" }
    #expect(Set(pictures.map(\.id)).count == pictures.count && pictures.count > 1)
    #expect(task.attachments.allSatisfy { $0.comment != nil && $0.date > 1_674_000_000_000 })
  }

  @Test(arguments: [
    ("get_task_comments.2023.observed", "another one!", 1_676_742_312_882, 104),
    ("get_task_comments.2026.observed", "image.png", 1_779_374_657_966, 103),
  ])
  func comments(fixture: String, text: String, date: Int, user: Int) throws {
    let rehearsal = try Rehearsal([.fixture(fixture)])
    let comment = try #require(rehearsal.client.comments(of: task, before: nil).first)
    #expect(comment.text == text)
    #expect(comment.date == date)
    #expect(comment.user?.id == user)
    #expect(comment.assignee == nil && !comment.isResolved)
    #expect(comment.cursor == CommentCursor(date: date, id: comment.id))
  }

  @Test func uploadedFile() throws {
    let rehearsal = try Rehearsal([.fixture("create_attachment.2026.observed")])
    let file = try rehearsal.client.upload(UploadedFile(path: "/x", name: "image.png"), to: task)
    #expect(file.id == "4af0f9d6-2906-5961-a80b-70145e5b6c08.png")
    #expect(file.title == "image.png")
    #expect(file.date == 1_779_374_653_431)
    #expect(file.size == nil && file.comment == nil && file.user == nil)
  }

  @Test func people() throws {
    let rehearsal = try Rehearsal([
      .fixture("get_user.recorded"), .fixture("get_team.recorded"),
    ])
    #expect(try rehearsal.client.user() == ClickUpUser(id: 203, name: "User 1"))
    let workspace = try #require(rehearsal.client.workspaces().first)
    #expect(workspace.id == "9001000003")
    #expect(workspace.members.map(\.user.id) == [201, 202, 203])
    #expect(workspace.members.map(\.user.name) == [nil, "User 1", "User 1"])
    #expect(workspace.members.map(\.role) == [.member, .member, .owner])
  }

  @Test(arguments: ["get_list.recorded", "put_list.recorded"])
  func lists(fixture: String) throws {
    let rehearsal = try Rehearsal([.fixture(fixture)])
    let list = try rehearsal.client.list("1")
    #expect(list.statuses.map(\.name) == ["to do", "complete"])
    #expect(list.statuses.map(\.kind) == [.open, .closed])
    #expect(list.permission == "create")
  }

  /// Spaces, then for each its folders and its lists without one, then what is shared.
  @Test func everyListThereIs() throws {
    let folders = #"{"folders":[{"id":"5","name":"F","lists":[{"id":"1","name":"A"}]}]}"#
    let shared = #"{"shared":{"lists":[{"id":901704940697},{"id":"8"}],"folders":null}}"#
    let none = ScriptedTransport.Step.answer(200, [:], #"{"folders":[],"lists":[]}"#)
    let spaces = try Fixture.text("get_spaces.recorded").components(separatedBy: "\"private\"")
    let rehearsal = try Rehearsal(
      [
        .fixture("get_spaces.recorded"), .answer(200, [:], folders),
        .fixture("get_space_folderless_lists.recorded"),
      ] + Array(repeating: none, count: 2 * (spaces.count - 2)) + [.answer(200, [:], shared)])
    let found = try rehearsal.client.lists(ofWorkspace: "9")
    #expect(found.map(\.id) == ["1", "901704940697", "901704940698", "8"])
    #expect(found.map(\.place) == ["Space / F", "Space", "Space", "shared"])
    #expect(
      Array(rehearsal.transport.lines.prefix(3)) == [
        "GET /api/v2/team/9/space?archived=false",
        "GET /api/v2/space/90060128078/folder?archived=false",
        "GET /api/v2/space/90060128078/list?archived=false",
      ])
    #expect(rehearsal.transport.left == 0)
  }

  @Test func statusHistory() throws {
    let stay = #"{"status":"to do","total_time":{"by_minute":3,"since":"1604004423494"}}"#
    let now = #"{"status":"review","total_time":{"by_minute":1,"since":1604004500000}}"#
    let rehearsal = try Rehearsal([
      .answer(200, [:], #"{"current_status":\#(now),"status_history":[\#(now),\#(stay)]}"#)
    ])
    #expect(
      try rehearsal.client.statusHistory(of: task) == [
        StatusEntry(status: "to do", since: 1_604_004_423_494),
        StatusEntry(status: "review", since: 1_604_004_500_000),
      ])
    #expect(rehearsal.transport.lines == ["GET /api/v2/task/x/time_in_status"])
  }
}
