/// What a tokenizer does to text before it cuts it.
indirect enum Normalizer: Sendable {
  /// Canonical composition (Unicode NFC).
  case composed
  /// Puts text before every non-empty section.
  case prepend([UInt8])
  case replace([UInt8], with: [UInt8])
  case sequence([Normalizer])

  func apply(to text: AlignedText) -> AlignedText {
    switch self {
    case .composed: return CanonicalComposition.apply(to: text)
    case .prepend(let prefix):
      guard !text.bytes.isEmpty else { return text }
      return text.rewritten { new in
        let start = text.origin(of: 0..<1).lowerBound
        new.put(prefix, for: start..<start)
        new.keep(text.bytes.indices, of: text)
      }
    case .replace(let pattern, let content):
      return Self.replace(pattern, with: content, in: text)
    case .sequence(let steps):
      return steps.reduce(text) { $1.apply(to: $0) }
    }
  }

  private static func replace(
    _ pattern: [UInt8], with content: [UInt8], in text: AlignedText
  ) -> AlignedText {
    let bytes = text.bytes
    guard bytes.contains(pattern[0]) else { return text }
    return text.rewritten { new in
      var kept = 0
      var index = 0
      while index + pattern.count <= bytes.count {
        guard bytes[index] == pattern[0],
          bytes[index..<index + pattern.count].elementsEqual(pattern)
        else {
          index += 1
          continue
        }
        new.keep(kept..<index, of: text)
        new.put(content, for: text.origin(of: index..<index + pattern.count))
        index += pattern.count
        kept = index
      }
      new.keep(kept..<bytes.count, of: text)
    }
  }
}
