import LoraJSON
import Testing

extension JSONShapeTests {
  static let person = JSONShape.object(["id": .integer, "name": .optional(.string)])

  static let doctor = JSONShape.object([
    "format": .integer, "ok": .boolean,
    "findings": .list(
      .object([
        "level": .string, "topic": .string, "text": .string, "hint": .optional(.string),
      ])),
    "missing_settings": .list(.string), "calls_left": .optional(.integer),
    "calls_limit": .optional(.integer),
  ])

  static let sync = JSONShape.object([
    "delivered": .list(.string),
    "entries": .list(
      .object([
        "id": .string, "run": .string, "task": .string, "effect": .string, "standing": .string,
        "reason": .string,
      ])),
    "obstacle": .optional(.string), "busy": .boolean, "format": .integer,
    "deleted_tasks": .list(.string),
  ])

  static let taskList = JSONShape.object([
    "format": .integer,
    "lists": .list(
      .object([
        "id": .string, "name": .string,
        "columns": .list(
          .object([
            "status": .string, "kind": .string,
            "tasks": .list(
              .object([
                "id": .string, "custom_id": .optional(.string), "name": .string,
                "assignees": .list(person), "url": .string, "updated": .string,
                "run": .optional(.string),
              ])),
          ])),
      ])),
  ])

  static let taskShow = JSONShape.object([
    "format": .integer, "id": .string, "custom_id": .optional(.string), "name": .string,
    "status": .string, "status_kind": .string,
    "list": .object(["id": .string, "name": .string]), "assignees": .list(person), "url": .string,
    "updated": .string, "run": .optional(.object(["name": .string, "commit": .string])),
    "fields": .list(
      .object([
        "id": .string, "name": .string, "type": .string, "value": .optional(.string),
      ])),
    "files": .list(
      .object([
        "id": .string, "title": .string, "bytes": .optional(.integer), "created": .string,
        "author": .optional(person), "comment": .optional(.string),
      ])),
    "comments": .list(
      .object([
        "id": .string, "author": .optional(person), "created": .string, "text": .string,
        "is_resolved": .boolean, "parent": .optional(.string),
      ])),
    "statuses": .list(.object(["status": .string, "since": .string])),
  ])

  static let taskOpen = JSONShape.object(["format": .integer, "id": .string, "url": .string])

  static let taskNew = JSONShape.object([
    "format": .integer, "id": .string, "custom_id": .optional(.string), "name": .string,
    "list": .string, "status": .string, "url": .string,
  ])

  static let taskDraft = JSONShape.object([
    "format": .integer, "name": .string, "list": .string, "status": .optional(.string),
    "assignees": .list(.integer), "description": .string,
    "fields": .list(.object(["name": .string, "value": .string])),
  ])

  static let taskShapes: [(heading: String, shape: JSONShape)] = [
    ("clickup doctor", doctor), ("task list", taskList), ("task show", taskShow),
    ("task open", taskOpen), ("sync", sync), ("task new", taskNew),
    ("task new --dry-run", taskDraft),
  ]

  @Test func answersAboutTasks() throws {
    let studio = try Studio()
    try expect([try studio.answer("clickup", "doctor", "--json")], toHave: Self.doctor)
    try expect([try studio.answer("task", "list", "--json")], toHave: Self.taskList)
    try expect(
      [
        try studio.answer("task", "show", "runs/tea", "--json"),
        try studio.answer("task", "show", "86b4kx9d3", "--json"),
      ], toHave: Self.taskShow)
    try expect([try studio.answer("task", "open", "tea", "--json")], toHave: Self.taskOpen)
    try expect(
      [try studio.answer("task", "new", "--title", "Neon", "--json")], toHave: Self.taskNew)
    try expect(
      [
        try studio.answer(
          "task", "new", "tea", "--status", "to do", "--assign", "5", "--field", "Area=Neon",
          "--dry-run", "--json")
      ], toHave: Self.taskDraft)
  }

  @Test func answersAboutWhatWaits() throws {
    let shop = try Workshop(config: Workshop.config + "clickup_task: 86a3kx9d2\n")
    try shop.repository.write(".lorarc", Workshop.settings + "clickup: {list: \"7\"}\n")
    func answer(_ words: String...) throws -> JSONValue {
      let nobody = ["CLICKUP_API_URL": "http://127.0.0.1:9/api", "CLICKUP_TOKEN": "pk_sandbox_x"]
      return try JSONValue(parsing: Workshop.lora(words, in: shop.path, variables: nobody).text)
    }
    let run = try answer("run", "tea", "--quiet", "--json", "--no-wait")
    try expect(
      [
        try #require(run["clickup"]), try answer("sync", "--json"),
        try answer("sync", "--status", "--json"),
      ],
      toHave: Self.sync)
  }
}
