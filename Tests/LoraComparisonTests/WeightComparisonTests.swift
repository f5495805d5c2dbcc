import Foundation
import LoraComparison
import LoraWeights
import TestSupport
import Testing

@Suite struct WeightComparisonTests {
  /// The plain way: form ΔW and sum over its elements.
  private func formed(_ a: [Float], _ b: [Float], rank: Int, scaling: Double) -> [Double] {
    let (inputs, outputs) = (a.count / rank, b.count / rank)
    var product = [Double](repeating: 0, count: outputs * inputs)
    for o in 0..<outputs {
      for r in 0..<rank {
        for i in 0..<inputs {
          product[o * inputs + i] += scaling * Double(b[o * rank + r]) * Double(a[r * inputs + i])
        }
      }
    }
    return product
  }

  private func numbers(_ count: Int, seed: UInt64) -> [Float] {
    var state = seed
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Float(Int64(bitPattern: state) >> 33) / Float(1 << 30)
    }
  }

  @Test(arguments: [(4, 4), (8, 2), (1, 16)])
  func gramMatricesGiveWhatFormingGives(rankA: Int, rankB: Int) throws {
    let (inputs, outputs) = (2100, 37)
    let a = (numbers(rankA * inputs, seed: 1), numbers(outputs * rankA, seed: 2))
    let b = (numbers(rankB * inputs, seed: 3), numbers(outputs * rankB, seed: 4))
    let first = LowRankUpdate(module: "m", rank: rankA, scaling: 2, a: a.0, b: a.1)
    let second = LowRankUpdate(module: "m", rank: rankB, scaling: 0.5, a: b.0, b: b.1)
    let whole = (
      formed(a.0, a.1, rank: rankA, scaling: 2), formed(b.0, b.1, rank: rankB, scaling: 0.5)
    )
    let norm = whole.0.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let inner = zip(whole.0, whole.1).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(abs(first.norm - norm) / norm < 1e-5)
    #expect(abs(try #require(first.inner(second)) - inner) / (first.norm * second.norm) < 1e-5)
  }

  @Test func shapesThatDoNotFitHaveNoInnerProduct() {
    let first = LowRankUpdate(module: "m", rank: 1, scaling: 1, a: [1, 2], b: [1])
    let second = LowRankUpdate(module: "m", rank: 1, scaling: 1, a: [1, 2, 3], b: [1])
    #expect(first.inner(second) == nil)
  }

  @Test func modulesAreRankedByHowFarTheyMoved() throws {
    let folder = try TemporaryFolder()
    func adapter(_ name: String, _ scale: [Float]) throws -> AdapterUpdates {
      let tensors = scale.enumerated().flatMap { index, value in
        [
          StoredTensor(
            name: "base_model.model.m\(index).lora_A.weight", shape: [1, 2], floats: [1, 0]),
          StoredTensor(
            name: "base_model.model.m\(index).lora_B.weight", shape: [2, 1], floats: [value, 0]),
        ]
      }
      let path = folder.path + "/" + name
      try SafetensorsWriter.write(tensors, to: path)
      return try AdapterUpdates(paths: [path], config: Array(#"{"lora_alpha": 3, "r": 1}"#.utf8))
    }
    let found = WeightComparison.modules(
      try adapter("a", [1, 1, 0]), try adapter("b", [1.5, -1, 0]))
    #expect(found.map(\.module) == ["m1", "m0", "m2"])
    #expect(found[0].cosine == -1)
    #expect(found[1].normA == 3 && found[1].normB == 4.5 && found[1].cosine == 1)
    #expect(found[2].cosine == nil)
  }
}
