import Foundation
import LoraTensor
import LoraTrainer
import LoraWeights
import Testing

@Suite struct GoldenParityTests {
  @Test(arguments: GoldenCases.names)
  func agreesWithPyTorch(name: String) throws {
    let golden = try GoldenCase(folder: GoldenCases.folder(name))
    let run = try CaseRun(golden, Engine())
    let path = try #require(CaseComparison.expectedPath(golden))
    let deviations = try CaseComparison(run, golden, expected: path).deviations()
    #expect(deviations.count == 7)
    for deviation in deviations {
      #expect(deviation.passes, "\(deviation.name): \(deviation.value) above \(deviation.mark)")
    }
  }

  /// The marks are worth something: results of another case are far from them.
  @Test func disagreementIsNoticed() throws {
    let golden = try GoldenCase(folder: GoldenCases.folder("llama_tied"))
    let temporary = try TemporaryFolder()
    let folder = try temporary.copy(GoldenCases.folder("llama_tied"))
    let path = folder + "/case.json"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try text.replacingOccurrences(of: "\"lora_alpha\": 8", with: "\"lora_alpha\": 9")
      .write(toFile: path, atomically: true, encoding: .utf8)
    let run = try CaseRun(GoldenCase(folder: folder), Engine())
    let expected = try #require(CaseComparison.expectedPath(golden))
    let failing = try CaseComparison(run, golden, expected: expected).deviations()
      .filter { !$0.passes }.map(\.name)
    #expect(failing.contains("losses") && failing.contains("step-1 gradients"))
    #expect(failing.contains("whole update"))
  }

  @Test func writesWhatExpectedHolds() throws {
    let golden = try GoldenCase(folder: GoldenCases.folder("llama_untied"))
    let temporary = try TemporaryFolder()
    let out = temporary.path + "/out.safetensors"
    try CaseRun(golden, Engine()).write(to: out)
    let (ours, theirs) = (
      try SafetensorsFile(path: out),
      try SafetensorsFile(path: golden.folder + "/expected.safetensors")
    )
    #expect(ours.names == theirs.names)
    for name in theirs.names {
      #expect(try ours.tensor(name).shape == theirs.tensor(name).shape)
      #expect(try ours.tensor(name).elementType == .f32)
    }
    // Right padding: the logits of the last position of the shortest sequence are zero.
    let logits = try ours.tensor("step1.logits")
    let rows = logits.floats()
    let zeroRows = (0..<logits.rows).filter { row in
      rows[row * logits.columns..<(row + 1) * logits.columns].allSatisfy { $0 == 0 }
    }
    #expect(!zeroRows.isEmpty)
  }
}
