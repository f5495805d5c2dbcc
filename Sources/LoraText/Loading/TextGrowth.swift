/// How much a tokenizer's steps may lengthen a text.
///
/// Each step is harmless, and thirty that each double a letter are not: what they can do together is
/// known when they are read, before any text comes.
struct TextGrowth {
  /// How many times as long a text can get, a few bytes aside.
  private(set) var factor = 1.0
  /// Each takes time for every text.
  private(set) var steps = 0

  /// A space as U+2581 is 3, with another before each word 12.
  private static let maximumFactor = 64.0
  private static let maximumSteps = 64

  var isBounded: Bool { factor <= Self.maximumFactor && steps <= Self.maximumSteps }

  init(_ normalizer: Normalizer?) { normalizer.map { add($0) } }
  init(_ preTokenizer: PreTokenizer?) { preTokenizer.map { add($0) } }
  init(_ decoder: TokenDecoder?) { decoder.map { add($0) } }

  private mutating func note(_ factor: Double) {
    self.factor *= max(1, factor)
    steps += 1
  }

  private mutating func note(_ pattern: [UInt8], becomes content: [UInt8]) {
    note(Double(content.count) / Double(max(1, pattern.count)))
  }

  private mutating func add(_ normalizer: Normalizer) {
    switch normalizer {
    case .composed: note(1)
    case .prepend(let prefix): note(1 + Double(prefix.count))
    case .replace(let pattern, let content): note(pattern, becomes: content)
    case .sequence(let children): children.forEach { add($0) }
    }
  }

  private mutating func add(_ preTokenizer: PreTokenizer) {
    switch preTokenizer {
    case .byteLevel(let addsSpace, _): note(addsSpace ? 2 : 1)
    case .split, .digits: note(1)
    case .metaspace(let metaspace):
      let mark = Double(metaspace.replacement.count)
      note(metaspace.prefix == .never ? mark : mark + 1)
    case .sequence(let children): children.forEach { add($0) }
    }
  }

  private mutating func add(_ decoder: TokenDecoder) {
    switch decoder {
    case .byteLevel, .fuse, .strip: note(1)
    // A byte that is no text becomes U+FFFD, but its token has six.
    case .byteFallback: note(1)
    case .replace(let pattern, let content): note(pattern, becomes: content)
    case .metaspace(let mark, _): note(mark, becomes: [0x20])
    case .sequence(let children): children.forEach { add($0) }
    }
  }
}

extension TokenizerJSON {
  func checkGrowth(_ parts: TokenizerParts) throws(TokenizerError) {
    for (growth, name) in [
      (TextGrowth(parts.normalizer), "normalizer"),
      (TextGrowth(parts.preTokenizer), "pre_tokenizer"), (TextGrowth(parts.decoder), "decoder"),
    ] where !growth.isBounded {
      throw file.unsupported("a \(name) of so many steps, or one that lengthens text so much,")
    }
  }
}
