import Foundation
import LoraSandbox
import Testing

/// What the sandbox answers has the keys and types of what ClickUp really answered.
struct FixtureTests {
  private let rehearsal = Rehearsal()

  @Test func user() throws {
    try compare("get_user.recorded", rehearsal.ask("GET", "v2/user"))
  }

  @Test func team() throws {
    let answer = try rehearsal.ask("GET", "v2/team")
    try compare("get_team.recorded", answer)
    let members = answer["teams"]?.items?[0]["members"]?.items ?? []
    let invited = try #require(members.first { $0["user"]?["date_joined"]?.isNull == true })
    #expect(invited["user"]?["username"]?.isNull == true)
    #expect(invited["user"]?["last_active"]?.isNull == true)
    #expect(invited["invited_by"]?["status"]?.text == "invited")
    #expect(members.last?["invited_by"] == nil)
  }

  @Test func spaces() throws {
    try compare(
      "get_spaces.recorded", rehearsal.ask("GET", "v2/team/\(rehearsal.team)/space"),
      allowed: ["time_estimates", "multiple_assignees", "portfolios", "zoom"].reduce(into: []) {
        $0.insert(".spaces[].features.\($1)")
      })
  }

  @Test func list() throws {
    let answer = try rehearsal.ask("GET", "v2/list/\(rehearsal.list)")
    try compare("get_list.recorded", answer)
    let changed = try rehearsal.ask("PUT", "v2/list/\(rehearsal.list)", ["name": "Renamed"])
    try compare("put_list.recorded", changed)
    #expect(changed["name"] == "Renamed")
  }

  @Test func listsOfLists() throws {
    try compare(
      "get_folder_lists.recorded", rehearsal.ask("GET", "v2/folder/\(rehearsal.folder)/list"))
    try rehearsal.ask("POST", "v2/space/\(rehearsal.space)/list", ["name": "Alone"])
    let alone = try rehearsal.ask("GET", "v2/space/\(rehearsal.space)/list")
    try compare("get_space_folderless_lists.recorded", alone)
    let folder = alone["lists"]?.items?.first?["folder"]
    #expect(folder?["hidden"] == true && folder?["name"] == "hidden")
    #expect(alone["lists"]?.items?.count == 1)
  }

  @Test func taskOf2026() throws {
    let parent = try rehearsal.newTask("Parent")
    let task = try rehearsal.newTask(
      "Child",
      ["parent": .string(parent), "status": "complete", "assignees": [.int(rehearsal.user)]])
    let date = try rehearsal.newField("Expiry", "date")
    try rehearsal.newField("Area", "drop_down", ["options": [["name": "01"], ["name": "02"]]])
    try rehearsal.ask("POST", "v2/task/\(task)/field/\(date)", ["value": 1_428_562_800_000])
    try rehearsal.ask(
      "POST", "v2/task/\(task)/attachment",
      upload: Rehearsal.upload("image.png", picture: Picture(format: .png, width: 2, height: 3)))
    try compare(
      "get_task.2026.observed", rehearsal.ask("GET", "v2/task/\(task)"))
  }

  @Test func taskOf2023() throws {
    let customer = try rehearsal.newField(
      "Customer", "labels", ["options": [["label": "Label A"], ["label": "Label B"]]])
    try rehearsal.newField("Bug", "number")
    let option = try rehearsal.field(customer, of: rehearsal.task)?["type_config"]?["options"]?
      .items?[0]["id"]
    try rehearsal.ask(
      "POST", "v2/task/\(rehearsal.task)/field/\(customer)", ["value": [option ?? .null]])
    try rehearsal.ask(
      "POST", "v2/task/\(rehearsal.task)/attachment", upload: Rehearsal.upload("a.txt"))
    // Keys that came in between.
    let newer = [
      ".custom_item_id", ".group_assignees", ".top_level_parent", ".locations", ".sharing",
      ".attachments[].workspace_id", ".custom_fields[].value_richtext",
    ]
    try compare(
      "get_task.2023.observed", rehearsal.ask("GET", "v2/task/\(rehearsal.task)"),
      allowed: Set(newer))
  }

  @Test func comments() throws {
    let path = "v2/task/\(rehearsal.task)/comment"
    try rehearsal.ask("POST", path, ["comment_text": "another one!", "notify_all": false])
    let answer = try rehearsal.ask("GET", path)
    try compare(
      "get_task_comments.2023.observed", answer,
      allowed: [".comments[].assignee", ".comments[].group_assignee", ".comments[].reply_count"])
    #expect(answer["comments"]?.items?[0]["comment_text"] == "another one!\n")
    try rehearsal.ask(
      "POST", "board/task/\(rehearsal.task)/comment",
      upload: Rehearsal.upload("image.png", picture: Picture(format: .png, width: 2, height: 3)))
    let withPicture = try rehearsal.ask("GET", path)["comments"]?.items?.prefix(1)
    try compare(
      "get_task_comments.2026.observed", ["comments": .array(Array(withPicture ?? []))])
  }

  @Test func upload() throws {
    try compare(
      "create_attachment.2026.observed",
      rehearsal.ask(
        "POST", "v2/task/\(rehearsal.task)/attachment",
        upload: Rehearsal.upload("image.png", picture: Picture(format: .png, width: 2, height: 3))))
  }

  private func compare(_ name: String, _ answer: JSON, allowed: Set<String> = []) throws {
    let shape = Shape(answer)
    let differences = shape.differences(from: Shape(try Self.fixture(name)), allowed: allowed)
    #expect(differences.isEmpty, "\(name): \(differences.joined(separator: "; "))")
  }

  static func fixture(_ name: String) throws -> JSON {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../LoraClickUpTests/Fixtures")
    let data = try Data(contentsOf: folder.appendingPathComponent(name + ".json"))
    return try #require(JSON.parse(Array(data)))
  }
}
