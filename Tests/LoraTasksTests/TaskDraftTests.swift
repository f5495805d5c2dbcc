import Foundation
import LoraClickUp
import LoraTasks
import Testing

struct TaskDraftTests {
  private let fields = [
    CustomField(id: "t", name: "Style", kind: .shortText),
    CustomField(id: "n", name: "Rank", kind: .number),
    CustomField(id: "c", name: "Urgent", kind: .checkbox),
    CustomField(
      id: "d", name: "Area", kind: .dropDown,
      options: [
        .init(id: "o1", name: "Neon Street", order: 0), .init(id: "o2", name: "Tea", order: 1),
      ]),
    CustomField(
      id: "l", name: "Tags", kind: .labels,
      options: [.init(id: "a", name: "A", order: 0), .init(id: "b", name: "B", order: 1)]),
    CustomField(id: "u", name: "Who", kind: .other("users")),
    CustomField(id: "x", name: "Twice", kind: .text),
    CustomField(id: "y", name: "Twice", kind: .text),
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
    ("Rank=high", "'high' does not fit the custom field 'Rank' (number)", "give a number"),
    ("Urgent=yes", "'yes' does not fit the custom field 'Urgent' (checkbox)", "true or false"),
    ("Area=Coffee", "the custom field 'Area' has no option 'Coffee'", "'Neon Street', 'Tea'"),
    (
      "Who=Ada", "the custom field 'Who' is 'Who' (users, u), which is filled in ClickUp",
      "name another"
    ),
    ("Twice=x", "2 custom fields 'Twice': 'Twice' (text, x), 'Twice' (text, y)", "rename"),
  ])
  func whatDoesNotFit(typed: String, words: String, hint: String) throws {
    let entry = try #require(FieldEntry(typed))
    let problem = #expect(throws: FieldProblem.self) { try entry.input(among: fields) }
    #expect(problem?.description.contains(words) == true, "\(problem?.description ?? "")")
    #expect(problem?.hint.contains(hint) == true)
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
