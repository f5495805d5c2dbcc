import ArgumentParser
import LoraTensor
import LoraTrainer

struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Runs a golden case through the training loop and compares what comes out.",
    discussion: """
      A case is a folder with case.json, model/, adapter_init/ and inputs.safetensors. Nothing \
      is read from recorded results before everything is computed.

      Exit status: 0 when every deviation is within its mark, 1 when one is not, 65 for a \
      broken case.

      Examples:
        lora-train verify golden/llama_tied
        lora-train verify golden/llama_tied --out computed.safetensors
      """)

  @Argument(help: "The case's folder.")
  var `case`: String

  @Option(help: "Write what was computed, under the names of expected.safetensors.")
  var out: String?

  func run() throws {
    try reportingFailures {
      let golden = try GoldenCase(folder: self.case)
      let expected = CaseComparison.expectedPath(golden)
      guard expected != nil || out != nil else {
        throw Failure(
          .badData, "\(self.case): there is no expected.safetensors to compare with",
          hint: "name a file for the results: --out FILE")
      }
      let computed = try CaseRun(golden, try Engine())
      if let out { try computed.write(to: out) }
      guard let expected else { return }
      let deviations = try CaseComparison(computed, golden, expected: expected).deviations()
      for deviation in deviations { log(deviation.line) }
      guard deviations.allSatisfy(\.passes) else { throw ExitCode(1) }
    }
  }
}

extension Deviation {
  fileprivate var line: String {
    let verdict = passes ? "ok  " : "FAIL"
    let label = name + String(repeating: " ", count: max(0, 18 - name.count))
    return "\(verdict)  \(label)  \(value.scientific)  (mark \(mark.scientific))"
  }
}

extension Double {
  /// Three digits and a power of ten, for example `1.25e-06`.
  fileprivate var scientific: String {
    guard isFinite, self != 0 else { return "\(self)" }
    var power = 0
    var digits = magnitude
    while digits >= 9.995 { (digits, power) = (digits / 10, power + 1) }
    while digits < 0.9995 { (digits, power) = (digits * 10, power - 1) }
    let rounded = (digits * 100).rounded() / 100
    return "\(self < 0 ? "-" : "")\(rounded)e\(power)"
  }
}
