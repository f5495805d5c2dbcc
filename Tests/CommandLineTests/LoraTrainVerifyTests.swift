import Foundation
import LoraProcess
import LoraWeights
import TestSupport
import Testing

struct LoraTrainVerifyTests {
  let bench: LoraTrainBench
  init() throws { bench = try LoraTrainBench() }

  /// A copy of a golden case, to be changed.
  private func copy(_ name: String) throws -> String {
    let path = bench.path + "/case"
    try FileManager.default.copyItem(
      atPath: LoraTrainBench.tests + "/Golden/" + name, toPath: path)
    return path
  }

  @Test func caseWithinItsMarksPasses() throws {
    let output = try bench.run(["verify", try copy("llama_tied"), "--out", "computed"])
    #expect(output.status == .exited(0), "\(output.errorText)")
    #expect(output.text.split(separator: "\n").count == 7)
    #expect(output.text.split(separator: "\n").allSatisfy { $0.hasPrefix("ok ") })
    let computed = try SafetensorsFile(path: bench.path + "/computed")
    let expected = try SafetensorsFile(path: bench.path + "/case/expected.safetensors")
    #expect(computed.names == expected.names)
  }

  @Test func deviationBeyondItsMarkFails() throws {
    let path = try copy("llama_tied")
    let expected = try SafetensorsFile(path: path + "/expected.safetensors")
    let tensors = try expected.names.map { name in
      let tensor = try expected.tensor(name)
      guard name == "losses" else { return tensor }
      return StoredTensor(
        name: name, shape: tensor.shape, floats: tensor.floats().map { $0 + 1e-3 })
    }
    try SafetensorsWriter.write(tensors, to: path + "/expected.safetensors")
    let output = try bench.run(["verify", path])
    #expect(output.status == .exited(1))
    #expect(output.text.contains("FAIL  losses"))
    #expect(output.text.contains("ok    grad_norms"))
  }

  @Test func resultsAreNotNeededWithOut() throws {
    let path = try copy("llama_tied")
    try FileManager.default.removeItem(atPath: path + "/expected.safetensors")
    #expect(try bench.run(["verify", path]).status == .exited(65))
    #expect(try bench.run(["verify", path, "--out", "computed"]).status == .exited(0))
    #expect(bench.exists("computed"))
  }

  @Test(arguments: [
    "case.json", "inputs.safetensors", "model/config.json", "adapter_init/adapter_config.json",
  ])
  func brokenCaseIsRefused(file: String) throws {
    let path = try copy("llama_tied")
    try Data("{".utf8).write(to: URL(fileURLWithPath: path + "/" + file))
    let output = try bench.run(["verify", path])
    #expect(output.status == .exited(65))
    #expect(output.errorText.contains(file))
  }
}
