import LoraWeights
import Testing

private let composed = "caf\u{E9}"
private let decomposed = "cafe\u{301}"

/// Tensor names that are equal to Swift and not to the file.
struct NameTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  @Test func bothNormalisationsAreTwoTensors() throws {
    let path = folder.path + "/x.safetensors"
    let tensors = [
      StoredTensor(name: composed, shape: [1], floats: [1]),
      StoredTensor(name: decomposed, shape: [1], floats: [2]),
    ]
    try SafetensorsWriter.write(
      tensors, metadata: [composed: "1", decomposed + "x": "2"], to: path)
    let file = try SafetensorsFile(path: path)
    #expect(file.names.map { $0.utf8.count } == [6, 5])
    #expect(try file.tensor(composed).floats() == [1])
    #expect(try file.tensor(decomposed).floats() == [2])
    #expect(file.metadata.count == 2)
  }

  @Test func bothNormalisationsAreTwoModulesOfAnAdapter() throws {
    let path = folder.path + "/x.safetensors"
    let tensors = [composed, decomposed].enumerated().flatMap { index, module in
      let names = AdapterKey.peftNames(of: module)
      return [
        StoredTensor(name: names.a, shape: [1, 1], floats: [Float(index)]),
        StoredTensor(name: names.b, shape: [1, 1], floats: [Float(index)]),
      ]
    }
    try SafetensorsWriter.write(tensors, to: path)
    let adapter = try AdapterFile(path: path)
    #expect(adapter.pairs.map { $0.modulePath.utf8.count } == [6, 5])
    #expect(adapter.others.isEmpty)
  }

  /// A mark behind the last letter of a part makes one character of the two.
  @Test func aPartEndsWhereItsBytesEnd() {
    let name = "base_model.model.x.\u{301}y.lora_A.weight"
    #expect(AdapterKey(name)?.modulePath.utf8.count == "x.".utf8.count + 3)
    #expect(AdapterKey("lora_unet_x\u{301}.alpha")?.part == .alpha)
  }
}
