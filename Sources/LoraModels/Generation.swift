import FoundationEssentials
import Glibc
public import LoraTensor

/// How to continue a prompt.
public struct Generation: Sendable {
  public var maxTokens: Int
  /// Nil takes the likeliest token, of equals the one with the lowest id.
  public var temperature: Float?
  public var seed: UInt64
  /// Stops after any of these.
  public var endTokens: [Int]

  public init(
    maxTokens: Int = 32, temperature: Float? = nil, seed: UInt64 = 0, endTokens: [Int] = []
  ) {
    self.maxTokens = maxTokens
    self.temperature = temperature
    self.seed = seed
    self.endTokens = endTokens
  }
}

extension Decoder {
  /// The ids that follow `prompt` (not empty), the end token included when one was reached.
  ///
  /// `onToken` sees each id as it comes.
  public func generate(
    after prompt: [Int], _ adapters: AdapterSet, _ how: Generation,
    onToken: (Int) -> Void = { _ in }
  ) -> [Int] {
    precondition(!prompt.isEmpty, "a prompt of at least one token")
    let cache = KeyValueCache(layerCount: layout.layerCount)
    var random = RandomSequence(RandomKey(seed: how.seed, .sampling))
    var (next, tokens): ([Int], [Int]) = (prompt, [])
    while tokens.count < how.maxTokens {
      let logits = logits([next], adapters, cache: cache, lastOnly: true).values
      let token = how.choose(logits, &random)
      tokens.append(token)
      onToken(token)
      if how.endTokens.contains(token) { break }
      next = [token]
    }
    return tokens
  }
}

extension Generation {
  fileprivate func choose(_ logits: [Float], _ random: inout RandomSequence) -> Int {
    let best = logits.indices.reduce(0) { logits[$1] > logits[$0] ? $1 : $0 }
    guard let temperature, temperature > 0 else { return best }
    let weights = logits.map { exp(Double($0 - logits[best]) / Double(temperature)) }
    var left = Double(random.unit()) * weights.reduce(0, +)
    for (token, weight) in weights.enumerated() {
      left -= weight
      if left < 0 { return token }
    }
    return best
  }
}
