import Foundation
import LoraClickUp
import LoraTasks
import Testing

struct TaskDraftTests {
  private let fields = [
    CustomField(id: "t", name: "Style", type: "short_text"),
    CustomField(id: "n", name: "Rank", type: "number"),
    CustomField(id: "c", name: "Urgent", type: "checkbox"),
    CustomField(
      id: "d", name: "Area", type: "drop_down",
      options: [
        .init(id: "o1", name: "Neon Street", order: 0), .init(id: "o2", name: "Tea", order: 1),
      ]),
    CustomField(
      id: "l", name: "Tags", type: "labels",
      options: [.init(id: "a", name: "A", order: 0), .init(id: "b", name: "B", order: 1)]),
    CustomField(id: "u", name: "Who", type: "users"),
    CustomField(id: "x", name: "Twice", type: "text"),
    CustomField(id: "y", name: "Twice", type: "text"),
  ]

  @Test(arguments: [
    ("Style=neon=x", "t", FieldInput.text("neon=x")), ("Rank=8.5", "n", .number(8.5)),
    ("Urgent=true", "c", .flag(true)), ("Area=neon street", "d", .option("o1")),
    ("Tags=A,B", "l", .options(["a", "b"])),
  ])
  func valuesFitTheField(typed: String, id: String, value: FieldInput) throws {
    let input = try #require(FieldEntry(typed)).input(among: fields)
    #expect(input.id == id && input.value == value)
  }

  @Test(arguments: [
    ("Rank=high", FieldEntryError.unfit(name: "Rank", value: "high", type: "number")),
    ("Urgent=yes", .unfit(name: "Urgent", value: "yes", type: "checkbox")),
    ("Area=Coffee", .noOption("Coffee", field: "Area", has: ["Neon Street", "Tea"])),
    ("Who=Ada", .unfit(name: "Who", value: "Ada", type: "users")),
    ("Twice=x", .several("Twice", ids: ["x", "y"])),
  ])
  func whatDoesNotFit(typed: String, error: FieldEntryError) throws {
    let entry = try #require(FieldEntry(typed))
    #expect(throws: error) { try entry.input(among: fields) }
  }

  @Test func fieldsThatAreNotThere() throws {
    do {
      _ = try FieldEntry(name: "Styl", value: "x").input(among: fields)
      #expect(Bool(false))
    } catch { #expect(error.hint.contains("'Style'")) }
    #expect(FieldEntry("nothing") == nil && FieldEntry("=x") == nil)
  }

  @Test func factsFillTheTemplate() {
    let template = TaskTemplate("# {name}\n- base: {base_model}\n- {unknown} {name}{\nend {")
    #expect(
      template.filled(["name": "tea", "base_model": ""]) == "# tea\n- {unknown} tea{\nend {")
    #expect(TaskTemplate("{name}").filled(["name": "{config}", "config": "x"]) == "{config}")
  }

  /// The file for people and the text in the program.
  @Test func theTemplateIsTheFile() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../templates/task.md")
    #expect(try String(contentsOf: file, encoding: .utf8) == TaskTemplate.standard.text)
  }
}
