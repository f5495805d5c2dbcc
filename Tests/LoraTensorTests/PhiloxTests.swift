import CLoraKernels
import LoraTensor
import Testing

@Suite struct PhiloxTests {
  /// The known answers of the Random123 library, version 1.09 (kat_vectors, philox4x32 10).
  @Test(
    arguments: [
      (
        [0, 0, 0, 0], [0, 0], [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]
      ),
      (
        [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344], [0xa409_3822, 0x299f_31d0],
        [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]
      ),
    ] as [([UInt32], [UInt32], [UInt32])])
  func agreesWithRandom123(counter: [UInt32], key: [UInt32], expected: [UInt32]) {
    var words = [UInt32](repeating: 0, count: 4)
    lora_philox(counter, key, &words)
    #expect(words == expected)
  }

  @Test(arguments: KernelTests.levels)
  func dropoutDrawsTheDocumentedWords(level: UInt32) {
    let (count, first) = (150, 1 << 34)
    let (key, stream): ([UInt32], [UInt32]) = ([7, 9], [3, 4])
    let threshold = UInt32(0.3 * 0x1p32)
    let x = wave(count)
    var out = x
    lora_dropout(lora_level(level), x, &out, first, count, key, stream, threshold, 2)
    for i in 0..<count {
      let n = UInt64((first + i) / 64 * 16 + (first + i) % 16)
      let counter = [UInt32(truncatingIfNeeded: n), UInt32(n >> 32), stream[0], stream[1]]
      var words = [UInt32](repeating: 0, count: 4)
      lora_philox(counter, key, &words)
      #expect(out[i] == (words[i / 16 % 4] < threshold ? 0 : 2 * x[i]))
    }
  }

  @Test func keysDifferInEveryPart() {
    var heads: Set<[UInt32]> = []
    for seed in [UInt64(0), 1] {
      for purpose in [RandomPurpose.order, .adapterStart, .dropout, .sampling] {
        for name in ["", "a", "b"] {
          var sequence = RandomSequence(RandomKey(seed: seed, purpose, name: name))
          heads.insert((0..<4).map { _ in sequence.word() })
        }
      }
    }
    #expect(heads.count == 24)
  }

  @Test func permutationsAreFairAndComplete() {
    var counts = [[Int]: Int]()
    for seed in 0..<6000 {
      var random = RandomSequence(RandomKey(seed: UInt64(seed), .order))
      counts[random.permutation(3), default: 0] += 1
    }
    #expect(counts.count == 6)
    #expect(counts.values.allSatisfy { abs($0 - 1000) < 150 })
  }

  @Test func unitsFillTheInterval() {
    var random = RandomSequence(RandomKey(seed: 5, .adapterStart))
    let units = (0..<10_000).map { _ in random.unit() }
    #expect(units.allSatisfy { 0 <= $0 && $0 < 1 })
    #expect(abs(units.reduce(0, +) / 10_000 - 0.5) < 0.02)
  }
}
