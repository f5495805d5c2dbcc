import Foundation
import LoraModels
import LoraTensor
import Testing

@Suite struct DecoderTests {
  /// Longer than the sliding window of the mistral case.
  private let prompt = (0..<17).map { 3 + $0 * 13 % 80 }

  /// The cached step by step pass gives what one pass over everything gives.
  @Test(arguments: GoldenModels.names)
  func cacheAgreesWithFullForward(name: String) throws {
    let decoder = try GoldenModels.decoder(name)
    let adapters = GoldenModels.adapters(decoder)
    let full = decoder.logits([prompt], adapters).values
    let width = decoder.layout.vocabularySize
    let cache = KeyValueCache(layerCount: decoder.layout.layerCount)
    var pieces: [Float] = decoder.logits([Array(prompt[..<5])], adapters, cache: cache).values
    for token in prompt[5...] {
      pieces += decoder.logits([[token]], adapters, cache: cache).values
    }
    #expect(cache.length == prompt.count)
    #expect(pieces.count == prompt.count * width)
    #expect(zip(pieces, full).allSatisfy { abs($0 - $1) < 2e-4 })
  }

  @Test(arguments: GoldenModels.names)
  func greedyGenerationTakesTheLikeliest(name: String) throws {
    let decoder = try GoldenModels.decoder(name)
    let adapters = GoldenModels.adapters(decoder)
    let generated = decoder.generate(after: prompt, adapters, Generation(maxTokens: 80))
    #expect(generated.count == 80)
    var tokens = prompt
    for token in generated {
      let last = Array(
        decoder.logits([tokens], adapters).values.suffix(decoder.layout.vocabularySize))
      // Within rounding of the best: the two passes sum in different orders.
      #expect(last[token] >= last.max()! - 2e-4)
      tokens.append(token)
    }
  }

  @Test func sequencesDoNotSeeEachOther() throws {
    let decoder = try GoldenModels.decoder("llama_tied")
    let alone = decoder.logits([prompt], AdapterSet()).values
    let together = decoder.logits([Array(prompt.reversed()), prompt, [5]], AdapterSet()).values
    let width = decoder.layout.vocabularySize
    let own = together[prompt.count * width..<2 * prompt.count * width]
    #expect(zip(own, alone).allSatisfy { abs($0 - $1) < 1e-5 })
    let last = decoder.logits([prompt], AdapterSet(), lastOnly: true).values
    #expect(zip(last, alone.suffix(width)).allSatisfy { abs($0 - $1) < 1e-5 })
  }

  @Test func lossLooksAtLabelledPositionsOnly() throws {
    let decoder = try GoldenModels.decoder("llama_untied")
    let labels: [Int?] = [9, nil, 4, nil, nil, 7]
    let tokens = [1, 2, 3, 4, 5, 6]
    let tape = Tape(decoder.engine, training: false)
    let loss = decoder.loss(
      [TokenExample(tokens: tokens, labels: labels)], tape, AdapterSet())
    let (logits, width) = (
      decoder.logits([tokens], AdapterSet()).values, decoder.layout.vocabularySize
    )
    let expected = [(1, 4), (4, 7)].reduce(0.0) { sum, place in
      let row = logits[place.0 * width..<(place.0 + 1) * width].map(Double.init)
      return sum + log(row.reduce(0) { $0 + exp($1) }) - row[place.1]
    }
    #expect(loss.count == 2)
    #expect(abs(loss.sum - expected) < 1e-4)
  }

  @Test func samplingIsSeededAndStopsAtTheEnd() throws {
    let decoder = try GoldenModels.decoder("qwen2")
    func sample(seed: UInt64, endTokens: [Int] = []) -> [Int] {
      decoder.generate(
        after: prompt, AdapterSet(),
        Generation(maxTokens: 40, temperature: 1.5, seed: seed, endTokens: endTokens))
    }
    let first = sample(seed: 1)
    #expect(first == sample(seed: 1))
    #expect(first != sample(seed: 2))
    let end = try #require(first.firstIndex(of: first[9]))
    #expect(sample(seed: 1, endTokens: [first[9]]) == Array(first[...end]))
    let cold = decoder.generate(
      after: prompt, AdapterSet(), Generation(maxTokens: 10, temperature: 1e-4))
    #expect(cold == decoder.generate(after: prompt, AdapterSet(), Generation(maxTokens: 10)))
  }
}
