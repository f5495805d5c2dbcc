import LoraClickUp
import LoraConfig
import LoraExperiment
import LoraMirror
import Testing

private func field(
  _ kind: CustomField.Kind, _ value: FieldValue? = nil, name: String = "F", id: String = "1",
  options: [String] = []
) -> CustomField {
  CustomField(
    id: id, name: name, kind: kind,
    options: options.enumerated().map { .init(id: "o\($0)", name: $1, order: $0) }, value: value)
}

@Test(
  arguments: [
    (field(.text), .text("x"), .write(.text("x"))),
    (field(.text, .text(" ")), .text("x"), .write(.text("x"))),
    (field(.text, .text("x\n")), .text("x"), .isRight),
    (field(.text, .text("old")), .text("x"), .write(.text("x"))),
    (field(.text, .text("typed")), .text("x"), .keepWords("typed")),
    (field(.number, .text("1.5")), .number(1.5), .isRight),
    (field(.number, .number(1.5)), .number(1.5), .isRight),
    (field(.number, .number(2)), .number(1.5), .keepWords("2")),
    (field(.date, .text("1000")), .date(1000), .isRight),
    (field(.checkbox, .text("true")), .flag(true), .isRight),
    (field(.checkbox, .flag(false)), .flag(true), .keepWords("no")),
    (field(.dropDown, .number(1), options: ["a", "b"]), .option("o1"), .isRight),
    (field(.dropDown, .number(0), options: ["a", "b"]), .option("o1"), .keepWords("a")),
  ] as [(CustomField, FieldInput, FieldDecision)])
func aFieldIsReadBeforeItIsWritten(
  _ field: CustomField, _ input: FieldInput, _ wanted: FieldDecision
) {
  #expect(FieldDecision.of(field, wanted: input) { $0 == .text("old") } == wanted)
}

@Test func fieldsAreFoundByNameAndType() throws {
  let fields = [
    field(.number, name: "V", id: "n"), field(.shortText, name: "V ", id: "t"),
    field(.url, name: "V", id: "u"), field(.url, name: "模型版本号", id: "m"),
  ]
  #expect(try CustomField.named("V", for: .version, among: fields).id == "t")
  #expect(try CustomField.named("V", for: .storage, among: fields).id == "u")
  #expect(try CustomField.named("模型版本号", for: .version, among: fields).id == "m")
}

@Test func noneAndTwoAreErrorsThatNameIDs() throws {
  let fields = [
    field(.text, name: "A", id: "id-1"), field(.shortText, name: "A", id: "id-2"),
    field(.labels, name: "B", id: "id-3"),
  ]
  let several = #expect(throws: FieldProblem.self) {
    try CustomField.named("A", for: .version, among: fields)
  }
  #expect(several?.description.contains("'A' (text, id-1), 'A' (short_text, id-2)") == true)
  let other = #expect(throws: FieldProblem.self) {
    try CustomField.named("B", for: .version, among: fields)
  }
  #expect(other?.description.contains("'B' (labels, id-3), not of type text or website") == true)
  let none = #expect(throws: FieldProblem.self) {
    try CustomField.named("b", for: .value, among: fields)
  }
  #expect(none?.description.contains("no custom field 'b'") == true)
  #expect(none?.hint.contains("id-3") == true)
}

@Test func valuesFitTheirFields() throws {
  let record = record()
  func value(_ key: String, _ settings: [String: String] = [:]) throws -> RunValue? {
    RunValue(
      try #require(MappedField.Source(key: key)), of: record, commit: commit, settings: settings)
  }
  let loss = try #require(try value("loss"))
  #expect(try loss.input(for: field(.number)) == .number(1.125))
  #expect(try loss.input(for: field(.shortText)) == .text("1.125"))
  #expect(try value("eval_loss") == nil)
  let duration = try #require(try value("duration"))
  #expect(try duration.input(for: field(.number)) == .number(20))
  #expect(try duration.input(for: field(.text)) == .text("20 min 1 s"))
  let ended = try #require(try value("ended"))
  #expect(try ended.input(for: field(.date)) == .date(1_795_540_801_123))
  #expect(try ended.input(for: field(.text)) == .text("2026-11-24 17:20 UTC"))
  let state = try #require(try value("state"))
  #expect(
    try state.input(for: field(.dropDown, options: ["stopped", "completed"])) == .option("o1"))
  #expect(throws: FieldProblem.self) { try state.input(for: field(.dropDown, options: ["x"])) }
  #expect(throws: FieldProblem.self) { try state.input(for: field(.number)) }
  let rank = try #require(try value("rank", ["lora_rank": "16"]))
  #expect(try rank.input(for: field(.number)) == .number(16))
  #expect(try rank.input(for: field(.text)) == .text("16"))
  let shuffle = try #require(try value("shuffle", ["shuffle": "true"]))
  #expect(try shuffle.input(for: field(.checkbox)) == .flag(true))
  #expect(try value("resolution", ["resolution": "null"]) == nil)
}

@Test func everyFactOfACompleteRunHasAValue() {
  for fact in RunFact.allCases {
    let value = RunValue(
      .fact(fact), of: record(), commit: commit, settings: [:], evaluationLoss: 1)
    #expect(value?.words.isEmpty == false, "\(fact)")
  }
}
