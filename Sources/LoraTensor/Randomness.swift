import CLoraKernels

/// What a random number is for: part of its key, so that no use disturbs another.
public enum RandomPurpose: UInt64, Sendable {
  case order = 1
  case adapterStart = 2
  case dropout = 3
  case sampling = 4
}

/// The key of a stream of Philox4x32-10: seed, purpose and a name such as a module's path.
///
/// There is no generator state to save: a number is a function of its key and its counter.
public struct RandomKey: Sendable {
  let words: (UInt32, UInt32)

  public init(seed: UInt64, _ purpose: RandomPurpose, name: String = "") {
    // FNV-1a over the three, then a finaliser that spreads every bit (splitmix64's).
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func mix(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    for word in [seed, purpose.rawValue] {
      for shift in stride(from: UInt64(0), to: 64, by: 8) {
        mix(UInt8(truncatingIfNeeded: word >> shift))
      }
    }
    for byte in name.utf8 { mix(byte) }
    hash = (hash ^ hash >> 30) &* 0xBF58_476D_1CE4_E5B9
    hash = (hash ^ hash >> 27) &* 0x94D0_49BB_1331_11EB
    hash ^= hash >> 31
    words = (UInt32(truncatingIfNeeded: hash), UInt32(truncatingIfNeeded: hash >> 32))
  }

  /// The four words at `counter` of the stream `(high, low)`.
  func block(_ counter: UInt64, stream: (UInt32, UInt32) = (0, 0)) -> [UInt32] {
    let place = [
      UInt32(truncatingIfNeeded: counter), UInt32(truncatingIfNeeded: counter >> 32), stream.0,
      stream.1,
    ]
    var drawn: [UInt32] = [0, 0, 0, 0]
    lora_philox(place, [words.0, words.1], &drawn)
    return drawn
  }
}

/// Numbers drawn one after the other from a key.
public struct RandomSequence: Sendable {
  private let key: RandomKey
  private var counter: UInt64 = 0
  private var waiting: [UInt32] = []

  public init(_ key: RandomKey) { self.key = key }

  public mutating func word() -> UInt32 {
    if waiting.isEmpty {
      waiting = key.block(counter).reversed()
      counter += 1
    }
    return waiting.removeLast()
  }

  /// Uniform in 0..<1, in steps of 2⁻²⁴.
  public mutating func unit() -> Float { Float(word() >> 8) * 0x1p-24 }

  /// Uniform in 0..<bound, by multiplication and rejection (Lemire, 2019).
  public mutating func below(_ bound: UInt32) -> UInt32 {
    precondition(bound > 0)
    while true {
      let product = UInt64(word()) * UInt64(bound)
      let low = UInt32(truncatingIfNeeded: product)
      if low >= bound || low >= (0 &- bound) % bound { return UInt32(product >> 32) }
    }
  }

  /// 0..<count in random order (Fisher and Yates).
  public mutating func permutation(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(last, Int(below(UInt32(last + 1))))
    }
    return order
  }
}

/// Which pass draws: keys dropout masks, so that a recomputed layer draws the same again.
public struct Draw: Sendable {
  let seed: UInt64
  let step: UInt32
  let microBatch: UInt32

  public init(seed: UInt64, step: Int = 0, microBatch: Int = 0) {
    self.seed = seed
    self.step = UInt32(truncatingIfNeeded: step)
    self.microBatch = UInt32(truncatingIfNeeded: microBatch)
  }
}
