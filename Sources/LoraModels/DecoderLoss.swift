public import LoraTensor

/// A sequence of token ids and what each position should predict.
public struct TokenExample: Sendable, Equatable {
  public let tokens: [Int]
  /// labels[i] is the id expected at position i, predicted from position i - 1; nil where the loss
  /// does not look. labels[0] is never looked at.
  public let labels: [Int?]

  public init(tokens: [Int], labels: [Int?]) {
    precondition(tokens.count == labels.count, "a label for each token")
    self.tokens = tokens
    self.labels = labels
  }

  /// How many positions the loss looks at.
  public var labelCount: Int { labels.dropFirst().count { $0 != nil } }
}

extension Decoder {
  /// The cross-entropy summed over the labelled positions of `examples`.
  public func loss(
    _ examples: [TokenExample], _ tape: Tape, _ adapters: AdapterSet
  ) -> LossSum {
    var (rows, labels): ([Int], [Int]) = ([], [])
    var first = 0
    for example in examples {
      for position in example.labels.indices.dropFirst() {
        guard let label = example.labels[position] else { continue }
        rows.append(first + position - 1)
        labels.append(label)
      }
      first += example.tokens.count
    }
    let h = tape.rows(rows, of: hidden(examples.map(\.tokens), tape, adapters))
    return tape.crossEntropy(norm(h, weights.norm, tape), labels, weights.output)
  }

  /// The logits [positions, V] of every position of `sequences`, or of the last one only.
  public func logits(
    _ sequences: [[Int]], _ adapters: AdapterSet, cache: KeyValueCache? = nil,
    lastOnly: Bool = false
  ) -> Activation {
    let tape = Tape(engine, training: false)
    var h = hidden(sequences, tape, adapters, cache)
    if lastOnly { h = tape.rows([h.rows - 1], of: h) }
    let head = Linear(path: "lm_head", weight: weights.output)
    return tape.linear(norm(h, weights.norm, tape), head)
  }
}
