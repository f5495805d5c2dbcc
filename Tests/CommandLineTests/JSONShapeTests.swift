import Foundation
import LoraJSON
import LoraProcess
import LoraWeights
import TestSupport
import Testing

/// Every `--json` answer has the members that `docs/json.md` describes, of those types, and no
/// others. What a table marks optional is there in at least one of the answers that it is held to.
@Suite struct JSONShapeTests {
  static let baseModel = JSONShape.object([
    "path": .string, "sha256": .string, "bytes": .integer, "architecture": .optional(.string),
  ])

  /// `null` where it was not finite.
  static let loss = JSONShape.optional(.nullable(.number))

  static let record = JSONShape.object([
    "format": .integer, "id": .string, "state": .string, "reason": .optional(.string),
    "trainer_exit": .string, "name": .string, "branch": .string, "config": .string,
    "folder": .string, "started": .string, "ended": .string,
    "trainer": .object([
      "name": .string, "command": .list(.string), "version": .optional(.string),
      "kernel": .optional(.string),
    ]),
    "source": .object([
      "commit": .optional(.string), "tree": .string, "dirty": .boolean, "untracked": .list(.string),
    ]),
    "overrides": .list(.string), "seed": .optional(.integer),
    "host": .object([
      "name": .string, "system": .string, "processor": .string, "cores": .integer,
    ]),
    "base_model": .optional(baseModel),
    "totals": .object([
      "steps": .integer, "planned_steps": .optional(.integer), "epochs": .optional(.number),
      "examples": .optional(.integer), "samples": .optional(.integer),
      "tokens": .optional(.integer), "seconds": .number, "first_loss": loss, "final_loss": loss,
      "best_loss": loss,
      "steps_not_finite": .optional(.integer), "not_finite_since": .optional(.integer),
      "best_step": .optional(.integer),
    ]),
    "clickup_task": .optional(.string), "repeats": .optional(.string),
    "files": .list(
      .object([
        "path": .string, "bytes": .integer, "sha256": .string, "role": .string, "lfs": .boolean,
      ])),
    "left_in_output": .list(.string),
  ])

  static let run = JSONShape.object([
    "format": .integer, "commit": .string, "branch": .string, "subject": .string,
    "output_directory": .optional(.string), "record": record,
  ])

  static let plan = JSONShape.object([
    "format": .integer, "config": .string, "branch": .string, "folder": .string,
    "output_directory": .string, "trainer": .list(.string), "base_model": .optional(baseModel),
    "data": .list(.object(["path": .string, "bytes": .integer, "sha256": .string])),
    "examples": .optional(.integer), "steps": .optional(.integer), "remarks": .list(.string),
  ])

  static let validation = JSONShape.object([
    "format": .integer,
    "files": .list(
      .object([
        "path": .string, "ok": .boolean,
        "diagnostics": .list(
          .object([
            "severity": .string, "file": .string, "line": .optional(.integer),
            "column": .optional(.integer), "length": .optional(.integer), "message": .string,
            "hint": .optional(.string), "source_line": .optional(.string),
          ])),
      ])),
  ])

  static let log = JSONShape.object([
    "format": .integer,
    "runs": .list(
      .object([
        "name": .string, "commit": .string, "id": .string, "state": .string, "time": .integer,
        "config": .string, "folder": .string, "steps": .integer, "first_loss": loss, "loss": loss,
        "best_loss": loss, "eval_loss": loss, "seed": .optional(.integer), "seconds": .number,
        "settings": .map(.string),
        "changed": .list(
          .object([
            "key": .string, "before": .optional(.string), "after": .optional(.string),
          ])),
      ])),
  ])

  static let show = JSONShape.object(["format": .integer, "commit": .string, "record": record])

  static let diff: JSONShape = {
    let side = JSONShape.object(["commit": .string, "name": .string, "state": .string])
    let setting = JSONShape.object([
      "key": .string, "a": .optional(.string), "b": .optional(.string), "a_is_default": .boolean,
      "b_is_default": .boolean,
    ])
    return .object([
      "format": .integer, "a": side, "b": side, "config": .optional(.list(setting)),
      "environment": .optional(.list(setting)),
      "metrics": .optional(
        .object([
          "axis": .string, "same_point": .optional(.number),
          "measures": .list(
            .object(["name": .string, "a": loss, "b": loss])),
        ])),
      "data": .optional(
        .object([
          "added": .list(.string), "removed": .list(.string), "changed": .list(.string),
          "same": .integer,
        ])),
      "weights": .optional(
        .list(
          .object([
            "module": .string, "norm_a": .optional(.number), "norm_b": .optional(.number),
            "cosine": .optional(.number),
          ]))),
      "weights_note": .optional(.string),
      "saved_modules": .optional(
        .list(
          .object([
            "module": .string, "difference": .number, "norm_a": .number, "norm_b": .number,
          ]))),
      "notes": .optional(.list(.string)),
    ])
  }()

  static let compare: JSONShape = {
    let rows = JSONShape.list(
      .object(["key": .string, "values": .list(.nullable(.string))]))
    return .object([
      "format": .integer, "runs": .list(.string), "config": rows, "outcome": rows,
      "seeds": .list(.object(["runs": .list(.string), "mean": .number, "spread": .number])),
    ])
  }()

  static let best = JSONShape.object([
    "format": .integer, "name": .string, "commit": .string, "by": .string, "value": .number,
  ])

  static let status = JSONShape.object([
    "format": .integer,
    "runs": .list(
      .object([
        "id": .string, "name": .string, "branch": .string, "config": .string, "state": .string,
        "started": .string, "trainer_alive": .optional(.boolean), "remedy": .optional(.string),
      ])),
    "kept": .list(
      .object([
        "id": .string, "name": .string, "branch": .string, "commit": .string, "state": .string,
        "landing": .string,
      ])),
  ])

  static let checkout = JSONShape.object([
    "format": .integer, "commit": .string, "folder": .string, "files": .list(.string),
  ])

  static let hooksStatus = JSONShape.object([
    "format": .integer, "path": .string, "is_checking": .boolean, "state": .string,
    "remedy": .optional(.string),
  ])

  /// By the heading under which `docs/json.md` describes them.
  static let shapes: [(heading: String, shape: JSONShape)] =
    [
      ("run", run), ("run --dry-run", plan), ("validate", validation), ("log", log), ("show", show),
      ("diff", diff), ("compare", compare), ("best", best), ("status", status),
      ("checkout", checkout), ("hooks status", hooksStatus),
    ] + recoveryShapes + taskShapes + [("pull-data", pullData)]

  @Test(arguments: shapes.map(\.heading))
  func thePageMentionsEachMember(heading: String) throws {
    let file = LoraTrainBench.tests + "/../docs/json.md"
    let page = try String(contentsOfFile: file, encoding: .utf8)
    let sections = page.components(separatedBy: "\n## ")
    let own = sections.filter { $0.hasPrefix("`git lora \(heading) --json`\n") }
    let shared = sections.filter { !$0.hasPrefix("`") }
    #expect(own.count == 1)
    let text = (own + shared).joined()
    let shape = try #require(Self.shapes.first { $0.heading == heading }).shape
    for member in shape.members() {
      let name = try #require(member.split(separator: ".").last.map(String.init))
      #expect(text.contains("`\(name.replacing("[]", with: ""))`"), "\(heading): \(member)")
    }
  }

  @Test func trainingAnswers() throws {
    let shop = try JSONWorkshop()
    try expect(
      [
        try shop.answer("run", "tea", "--dry-run", "--json"),
        try shop.answer("run", "voice", "--trainer", "lora-train", "--dry-run", "--json"),
      ], toHave: Self.plan)
    try expect(try shop.trainings(), toHave: Self.run)
    let status = try String(contentsOfFile: shop.path + "/.git/status.json", encoding: .utf8)
    let stranded = try shop.answersAboutStrandedRuns()
    try expect([try JSONValue(parsing: status), stranded.status], toHave: Self.status)
    try expect([stranded.recover], toHave: Self.recover)
    try expect([try shop.discarding()], toHave: Self.discard)
    try expect([try shop.answer("gc", "--json")], toHave: Self.gc)
    try expect(
      [
        try shop.answer("show", "tea", "--json"), try shop.answer("show", "voice~2", "--json"),
        try shop.answer("show", "tea~2", "--json"), try shop.answer("show", "voice", "--json"),
      ], toHave: Self.show)
    try expect([try shop.answer("log", "--json")], toHave: Self.log)
    try expect(
      [
        try shop.answer("diff", "voice~2", "voice~1", "--json"),
        try shop.answer("diff", "tea~2", "voice", "--json"),
        try shop.answer("diff", "tea", "tea~1", "--json"),
        try shop.answer("diff", "tea~1", "tea", "--json"),
        try shop.answer("diff", "tea~2", "tea~1", "--json"),
        try shop.answer("diff", "tea~2", "tea~1", "--only", "data", "--json"),
      ], toHave: Self.diff)
    try expect(
      [
        try shop.answer("compare", "voice", "voice~2", "tea", "--json"),
        try shop.answer("compare", "tea~2", "tea~1", "--json"),
      ], toHave: Self.compare)
    try expect([try shop.answer("best", "--json")], toHave: Self.best)
    try expect(
      [try shop.answer("checkout", "tea~2", "--to", "elsewhere", "--json")],
      toHave: Self.checkout)
  }

  @Test func answersAboutFilesAndHooks() throws {
    let shop = try JSONWorkshop()
    let missing = try shop.answer("hooks", "status", "--json")
    _ = try shop.shop.lora("hooks", "install")
    try expect([missing, try shop.answer("hooks", "status", "--json")], toHave: Self.hooksStatus)
    try shop.shop.repository.write("configs/tea.yaml", "lora_rang: 8\n")
    try expect([try shop.answer("validate", "--json")], toHave: Self.validation)
  }

  /// Each answer has the shape, and together they have all of it.
  func expect(_ answers: [JSONValue], toHave shape: JSONShape) throws {
    var seen: Set<String> = []
    for answer in answers {
      #expect(answer["format"]?.integer == 1)
      #expect(shape.departures(of: answer, seen: &seen) == [])
    }
    #expect(shape.members().subtracting(seen).sorted() == [])
  }
}

/// A repository with a trainer of shell lines (`tea`) and the built-in one (`voice`).
struct JSONWorkshop {
  let shop: Workshop
  var path: String { shop.path }

  init() throws {
    shop = try Workshop(
      trainer: "git-lora status --json >.git/status.json\n" + Workshop.trainer + Self.more)
    try shop.repository.write(
      ".lorarc", Workshop.settings + "  failing:\n    command: sh bin/fail.sh {config}\n")
    try shop.repository.write("bin/fail.sh", "echo \"{'loss': nan}\"\nexit 3\n")
    try shop.repository.write("data/ids/ids.jsonl", LoraTrainBench.tokenLines)
    try shop.repository.write(
      "configs/voice.yaml",
      LoraTrainBench.config([
        "train_data_dir": "data/ids", "output_dir": "", "clickup_task": "86a3kx9d2",
      ]))
    try shop.repository.write("loose.txt", "untracked\n")
  }

  /// A validation loss, a file that nobody collects, and how many tokens it were.
  private static let more = """
    printf '{"v":1,"seq":3,"time":"t","type":"eval","step":2,"loss":1.5}\\n' >> "$GIT_LORA_EVENTS"
    echo state > "$GIT_LORA_OUTPUT/optimizer.state"
    printf '{"v":1,"seq":4,"time":"t","type":"end","reason":"completed","tokens":64}\\n' >> "$GIT_LORA_EVENTS"

    """

  /// Every kind of run; their `--json` answers.
  func trainings() throws -> [JSONValue] {
    let voice = ["run", "voice", "--trainer", "lora-train", "--json"]
    return try [
      answer("run", "tea", "--json"),
      answer("run", "tea", "-s", "seed=8", "--json"),
      answer("run", "tea", "--trainer", "failing", "--json"),
      answer(voice),
      answer(voice + ["-s", "seed=8", "-s", "target_modules=[q_proj]"]),
      answer("run", "--again", "runs/voice~1", "--trainer", "lora-train", "--json"),
    ]
  }

  func answer(_ words: String...) throws -> JSONValue { try answer(words) }

  private func answer(_ words: [String]) throws -> JSONValue {
    let output = try Workshop.lora(words, in: path)
    do { return try JSONValue(parsing: output.text) } catch {
      Issue.record("git lora \(words.joined(separator: " ")): \(output.errorText)")
      throw error
    }
  }
}
