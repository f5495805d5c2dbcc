import LoraTensor
import LoraTrainer
import Testing

@Suite struct GoldenParityTests {
  @Test(arguments: GoldenCases.names)
  func agreesWithPyTorch(name: String) throws {
    let golden = try GoldenCase(folder: GoldenCases.folder(name))
    let run = try CaseRun(golden, Engine())
    let path = try #require(CaseComparison.expectedPath(golden))
    for deviation in try CaseComparison(run, golden, expected: path).deviations() {
      print(name, deviation.name, deviation.value, deviation.mark)
      #expect(deviation.passes, "\(deviation.name): \(deviation.value) above \(deviation.mark)")
    }
  }
}
