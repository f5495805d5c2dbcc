import Foundation
import LoraTrainer
import LoraWeights
import Testing

@Suite struct BrokenCaseTests {
  private let temporary: TemporaryFolder
  private let folder: String

  init() throws {
    temporary = try TemporaryFolder()
    folder = try temporary.copy(GoldenCases.folder("llama_tied"))
  }

  @Test(arguments: [
    "case.json", "model/config.json", "model/model.safetensors", "inputs.safetensors",
    "adapter_init/adapter_config.json", "adapter_init/adapter_model.safetensors",
  ])
  func aMissingFile(name: String) throws {
    try FileManager.default.removeItem(atPath: folder + "/" + name)
    #expect(throws: GoldenCaseError.self) { try GoldenCase(folder: folder) }
  }

  @Test(arguments: [
    ("\"steps\": 10", "\"steps\": 0"), ("\"steps\": 10", "\"steps\": 11"),
    ("\"lr\": 0.005", "\"lr\": \"fast\""), ("\"llama\"", "\"unet\""),
    ("\"betas\": [", "\"betas\": [1, "), ("\"steps\"", "\"stepz\""),
    ("\"lora_dropout\": 0.0", "\"lora_dropout\": 5"),
  ])
  func aBrokenSetting(found: String, replaced: String) throws {
    let path = folder + "/case.json"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.contains(found))
    try text.replacingOccurrences(of: found, with: replaced)
      .write(toFile: path, atomically: true, encoding: .utf8)
    #expect(throws: GoldenCaseError.self) { try GoldenCase(folder: folder) }
  }

  private func write(
    ids: [Int], labels: [Int], mask: [Int], shape: [Int] = [1, 1, 3], prefix: String = ""
  ) throws {
    func tensor(_ name: String, _ numbers: [Int]) -> StoredTensor {
      StoredTensor(
        name: prefix + name, elementType: .i64, shape: shape,
        bytes: numbers.withUnsafeBytes { Array($0) })
    }
    try SafetensorsWriter.write(
      [tensor("input_ids", ids), tensor("labels", labels), tensor("attention_mask", mask)],
      to: folder + "/inputs.safetensors")
    let path = folder + "/case.json"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try text.replacingOccurrences(of: "\"steps\": 10", with: "\"steps\": 1")
      .write(toFile: path, atomically: true, encoding: .utf8)
  }

  @Test func soundBatchesAreAccepted() throws {
    try write(ids: [5, 6, 7], labels: [-100, 6, -100], mask: [1, 1, 0])
    _ = try GoldenCase(folder: folder)
  }

  @Test(arguments: [
    ([5, 6, 128], [5, 6, 7], [1, 1, 1]), ([5, -1, 7], [5, 6, 7], [1, 1, 1]),
    ([5, 6, 7], [5, 128, 7], [1, 1, 1]), ([5, 6, 7], [5, 6, 7], [1, 1, 0]),
    ([5, 6, 7], [5, 6, -100], [0, 1, 1]), ([5, 6, 7], [5, 6, -100], [1, 2, 0]),
    ([5, 6, 7], [-100, -100, -100], [0, 0, 0]),
  ])
  func brokenBatches(ids: [Int], labels: [Int], mask: [Int]) throws {
    try write(ids: ids, labels: labels, mask: mask)
    #expect(throws: GoldenCaseError.self) { try GoldenCase(folder: folder) }
  }

  @Test func batchesOfAnotherShape() throws {
    try write(ids: [5, 6, 7], labels: [5, 6, 7], mask: [1, 1, 1], shape: [1, 3])
    #expect(throws: GoldenCaseError.self) { try GoldenCase(folder: folder) }
  }

  @Test func batchesUnderOtherNames() throws {
    try write(ids: [5, 6, 7], labels: [5, 6, 7], mask: [1, 1, 1], prefix: "x")
    #expect(throws: GoldenCaseError.self) { try GoldenCase(folder: folder) }
  }
}
