import CLoraKernels
import Foundation
import LoraTensor
import LoraWeights
import Testing

/// Stored weights as Float32, compared bit by bit.
@Suite struct WideningTests {
  static let blockTypes = ElementType.allCases.filter { $0.elementsPerBlock > 1 }

  /// `Fixtures/T.blocks` are random blocks of type T, `T.f32` what the `gguf` package makes of them.
  @Test(arguments: blockTypes, KernelTests.levels)
  func blocksAgreeWithTheReference(type: ElementType, level: UInt32) throws {
    let blocks = try fixture(type.name + ".blocks")
    let expected = try floats(type)
    var out = [Float](repeating: 0, count: expected.count)
    let count = blocks.count / type.bytesPerBlock
    #expect(count >= 2 && count * type.elementsPerBlock == expected.count)
    type.widen(lora_level(level), blocks, count, &out)
    #expect(out.map(\.bitPattern) == expected.map(\.bitPattern))
  }

  @Test(arguments: blockTypes)
  func matricesOfBlocksAreWidenedByRow(type: ElementType) throws {
    let blocks = try fixture(type.name + ".blocks")
    let tensor = StoredTensor(
      name: "w", elementType: type,
      shape: [blocks.count / type.bytesPerBlock, type.elementsPerBlock], bytes: blocks)
    let engine = try Engine(threads: 1)
    let matrix = FrozenMatrix(tensor, engine)
    let second = Tape(engine, training: false).embedding([1], matrix).values
    let row = type.elementsPerBlock..<2 * type.elementsPerBlock
    #expect(second.map(\.bitPattern) == (try floats(type))[row].map(\.bitPattern))
  }

  /// A header of any length puts the numbers anywhere; off their alignment they are copied.
  @Test(arguments: 0..<4)
  func numbersInAFileAreUsedWhereverTheyLie(padding: Int) throws {
    let header = #"{"w":{"dtype":"F32","shape":[3,2],"data_offsets":[0,24]}}"#
    let text = header + String(repeating: " ", count: (8 - header.utf8.count % 8) + padding)
    let numbers: [Float] = [1, -2, 0.5, 3, 4, 5]
    let path = NSTemporaryDirectory() + "lora-tensor-\(UUID().uuidString).safetensors"
    var bytes = withUnsafeBytes(of: UInt64(text.utf8.count).littleEndian) { Data($0) }
    bytes.append(Data(text.utf8))
    bytes.append(numbers.withUnsafeBytes { Data($0) })
    try bytes.write(to: URL(filePath: path))
    let engine = try Engine(threads: 1)
    let matrix = FrozenMatrix(try SafetensorsFile(path: path).tensor("w"), engine)
    // The matrix keeps the mapping, and the mapping the file.
    try FileManager.default.removeItem(atPath: path)
    #expect(matrix.isMapped == (padding == 0))
    let tape = Tape(engine, training: false)
    #expect(tape.embedding([2, 0], matrix).values == [4, 5, 1, -2])
    let y = tape.linear(
      tape.embedding([1], matrix), Linear(path: "w", weight: matrix))
    #expect(y.values == [-5.5, 9.25, 17])
  }

  private func fixture(_ name: String) throws -> [UInt8] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    return Array(try Data(contentsOf: folder.appendingPathComponent("Fixtures/" + name)))
  }

  private func floats(_ type: ElementType) throws -> [Float] {
    try fixture(type.name + ".f32").withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
  }
}

extension ElementType {
  fileprivate func widen(
    _ level: lora_level, _ source: [UInt8], _ blocks: Int, _ out: inout [Float]
  ) {
    switch self {
    case .q4_0: lora_widen_q4_0(level, source, blocks, &out)
    case .q4_1: lora_widen_q4_1(level, source, blocks, &out)
    case .q5_0: lora_widen_q5_0(level, source, blocks, &out)
    case .q5_1: lora_widen_q5_1(level, source, blocks, &out)
    case .q8_0: lora_widen_q8_0(level, source, blocks, &out)
    case .iq4_NL: lora_widen_iq4_nl(level, source, blocks, &out)
    case .q2_K: lora_widen_q2_k(level, source, blocks, &out)
    case .q3_K: lora_widen_q3_k(level, source, blocks, &out)
    case .q4_K: lora_widen_q4_k(level, source, blocks, &out)
    case .q5_K: lora_widen_q5_k(level, source, blocks, &out)
    case .q6_K: lora_widen_q6_k(level, source, blocks, &out)
    default: Issue.record("\(name) is no block type")
    }
  }
}
