import CLoraKernels

/// Which elements of an adapter's input one pass leaves out: a function of the key, not stored.
struct DropoutMask {
  private let key: [UInt32]
  private let stream: [UInt32]
  private let threshold: UInt32
  private let scale: Float

  /// Nil for an adapter without dropout.
  init?(_ adapter: LowRankAdapter, _ draw: Draw) {
    guard adapter.dropout > 0 else { return nil }
    let words = RandomKey(seed: draw.seed, .dropout, name: adapter.path).words
    key = [words.0, words.1]
    stream = [draw.step, draw.microBatch]
    threshold = UInt32(exactly: (Double(adapter.dropout) * 0x1p32).rounded(.down)) ?? .max
    scale = 1 / (1 - adapter.dropout)
  }

  /// out = mask ∘ x / (1 - p); `out` may be `x`.
  func apply(
    _ x: UnsafePointer<Float>, to out: UnsafeMutablePointer<Float>, _ count: Int,
    on engine: Engine
  ) {
    engine.forRows(count, by: 1 << 14) { range in
      let at = range.lowerBound
      lora_dropout(
        engine.level, x + at, out + at, at, range.count, key, stream, threshold, scale)
    }
  }
}
