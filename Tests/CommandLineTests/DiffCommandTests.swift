import Foundation
import LoraJSON
import LoraProcess
import TestSupport
import Testing

/// `diff` and `compare` where they must be exact: parts, damaged weights, other people's text.
@Suite struct DiffCommandTests {
  private static let parts = [
    "config": ["config", "environment"], "metrics": ["metrics"], "data": ["data"],
    "weights": ["notes", "saved_modules", "weights"],
  ]

  @Test(arguments: parts.keys.sorted())
  func onlyWhatIsAskedForIsAnswered(part: String) throws {
    let team = try SharedWorkshop()
    try team.train(weight: 201)
    try team.train(weight: 202)
    let answer = try team.lora("diff", "--only", part, "--json")
    let members = try #require(try JSONValue(parsing: answer.text).object)
    #expect(members.keys.sorted() == (["a", "b", "format"] + (Self.parts[part] ?? [])).sorted())
  }

  @Test func damagedWeightsAreNamedAndNotCompared() throws {
    let team = try SharedWorkshop()
    try team.train(weight: 201)
    let run = try team.train(weight: 202)
    let object = try team.adapter(of: run)
    try team.dropSecondNames()
    var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: object)))
    bytes[bytes.count - 2] ^= 1
    try Data(bytes).write(to: URL(fileURLWithPath: object), options: .atomic)
    let answer = try JSONValue(parsing: try team.lora("diff", "--json").text)
    #expect(answer["weights"] == nil)
    let note = try #require(answer["weights_note"]?.string)
    #expect(note.contains("the adapter of \(run.prefix(7)): the LFS object"))
    #expect(note.contains("is damaged: \(object)") && note.contains("git lora fetch"))
    #expect(try team.lora("diff").text.contains("weights: \(note)"))
    #expect(try team.lora("report").errorText.contains("warning: no weights shown: \(note)"))
  }

  @Test func aSeedIsListedOnce() throws {
    let team = try SharedWorkshop()
    try team.train(weight: 201)
    #expect(try team.lora("run", "tea", "-s", "seed=8").status == .exited(0))
    let lines = try team.lora("diff").text.split(separator: "\n")
    #expect(lines.filter { $0.hasPrefix("seed ") }.count == 1)
  }

  @Test func theSameRunTwiceIsSaid() throws {
    let team = try SharedWorkshop()
    let run = try team.train(weight: 201)
    for command in ["compare", "diff"] {
      let told = try team.lora(command, "runs/tea", String(run.prefix(9)))
      #expect(told.status == .exited(0))
      #expect(
        told.errorText.contains("runs/tea and \(run.prefix(9)) are the same run"),
        "\(told.errorText)")
    }
  }

  @Test func onlyOneFormatAtATime() throws {
    let team = try SharedWorkshop()
    #expect(try team.lora("log", "--json", "--csv").status == .exited(64))
  }

  /// CSI as one character, an override of direction, and what a terminal obeys.
  private static let hostile = "a\u{9B}31m\u{202E}b\u{7F}c"

  @Test func jsonHoldsNothingThatATerminalObeys() throws {
    let shop = try Workshop()
    _ = try shop.lora("run", "tea")
    try shop.repository.write("data/\(Self.hostile).txt", "three\n")
    _ = try shop.lora("run", "tea")
    for words in [["diff", "--json"], ["run", "tea", "--dry-run", "--json"]] {
      let output = try Workshop.lora(words, in: shop.path)
      #expect(!output.text.unicodeScalars.contains { [0x9B, 0x202E, 0x7F].contains($0.value) })
      #expect(output.text.contains("a\\u009b31m\\u202eb\\u007fc"), "\(output.text)")
    }
    let answer = try JSONValue(parsing: try shop.lora("diff", "--json").text)
    let added = answer["data"]?["added"]?.array?.first?.string
    #expect(added?.hasSuffix("/\(Self.hostile).txt") == true)
  }

  @Test func aForgedRecordCannotPaintTheTerminal() throws {
    let team = try SharedWorkshop()
    try team.train(weight: 201)
    let record = try team.shop.git("show", "runs/tea:output/tea/run.json").text
    try team.forge(
      "output/tea/run.json",
      record.replacing("\"configs/tea.yaml\"", with: "\"configs/\\u001b[31m\\u009bx.yaml\""))
    let told = try team.lora("run", "--again", "runs/tea")
    #expect(told.status != .exited(0))
    #expect(!told.errorText.unicodeScalars.contains { [0x1B, 0x9B].contains($0.value) })
    #expect(told.errorText.contains("\\u{1B}[31m"), "\(told.errorText)")
  }
}
