public import LoraFamilies
public import LoraTensor

/// A LLaMA-type decoder with frozen weights: norm, attention, norm, gated linear unit, repeated.
///
/// Shapes below: T rows (positions of all sequences, one after the other), D hidden, H heads of
/// d channels, K key/value heads, F intermediate, V vocabulary.
public final class Decoder {
  public let layout: DecoderLayout
  public let engine: Engine
  let weights: DecoderWeights
  private let rotary: RotaryTable

  /// Reads and widens every weight of `base`.
  public init(_ base: BaseModel, _ engine: Engine) throws(FamilyError) {
    layout = base.layout
    self.engine = engine
    weights = try DecoderWeights(base, engine)
    rotary = RotaryTable(frequencies: base.layout.rope.frequencies(base.layout.headDimension))
  }

  /// The last hidden states [T, D] of sequences of token ids, before the final norm.
  ///
  /// With a cache there is one sequence, and it continues what the cache holds.
  func hidden(
    _ sequences: [[Int]], _ tape: Tape, _ adapters: AdapterSet, _ cache: KeyValueCache? = nil
  ) -> Activation {
    let stage = Stage(tape: tape, adapters: adapters, sequences: sequences, cache: cache)
    var h = tape.embedding(sequences.flatMap { $0 }, weights.embedding)
    for (index, layer) in weights.layers.enumerated() { h = block(h, layer, index, stage) }
    return h
  }

  /// One layer, [T, D] → [T, D].
  private func block(
    _ x: Activation, _ layer: DecoderLayer, _ index: Int, _ stage: Stage
  ) -> Activation {
    let tape = stage.tape
    let h = tape.add(x, attend(norm(x, layer.attentionNorm, tape), layer, index, stage))
    return tape.add(h, feedForward(norm(h, layer.feedForwardNorm, tape), layer, stage))
  }

  private func attend(
    _ x: Activation, _ layer: DecoderLayer, _ index: Int, _ stage: Stage
  ) -> Activation {
    let tape = stage.tape
    let d = layout.headDimension
    var q = stage.linear(x, layer.query)  // [T, H·d]
    var k = stage.linear(x, layer.key)  // [T, K·d]
    var v = stage.linear(x, layer.value)  // [T, K·d]
    q = tape.rotary(q, at: stage.positions, headDimension: d, rotary)
    k = tape.rotary(k, at: stage.positions, headDimension: d, rotary)
    if let cache = stage.cache { (k, v) = tape.extend(cache, layer: index, k, v) }
    let mixed = tape.attention(
      q, k, v, layout.attention, queries: stage.queries, keys: stage.keys)
    return stage.linear(mixed, layer.attentionOutput)  // [T, D]
  }

  private func feedForward(_ x: Activation, _ layer: DecoderLayer, _ stage: Stage) -> Activation {
    let gate = stage.linear(x, layer.gate)  // [T, F]
    let up = stage.linear(x, layer.up)  // [T, F]
    return stage.linear(stage.tape.siluGate(gate, up), layer.down)  // [T, D]
  }

  func norm(_ x: Activation, _ weight: FrozenVector, _ tape: Tape) -> Activation {
    tape.rmsNorm(x, weight, epsilon: layout.normEpsilon)
  }
}

/// What every layer of one forward pass works with.
private struct Stage {
  let tape: Tape
  let adapters: AdapterSet
  let cache: KeyValueCache?
  let queries: Segments
  let keys: Segments
  /// Each row's position in its sequence.
  let positions: [Int]

  init(tape: Tape, adapters: AdapterSet, sequences: [[Int]], cache: KeyValueCache?) {
    precondition(cache == nil || sequences.count == 1, "a cache holds one sequence")
    self.tape = tape
    self.adapters = adapters
    self.cache = cache
    let past = cache?.length ?? 0
    queries = Segments(lengths: sequences.map(\.count))
    keys = Segments(lengths: sequences.map { past + $0.count })
    positions = sequences.flatMap { past..<past + $0.count }
  }

  func linear(_ x: Activation, _ layer: Linear) -> Activation {
    tape.linear(x, layer, adapters[layer.path])
  }
}

extension DecoderLayout {
  fileprivate var attention: AttentionForm {
    AttentionForm(
      heads: headCount, keyValueHeads: keyValueHeadCount, headDimension: headDimension,
      scale: 1 / Float(headDimension).squareRoot(),
      mask: slidingWindow.map { .window($0) } ?? .causal)
  }
}
