/// A step from tokens' texts back to text. Works on bytes, as one character may span tokens.
indirect enum TokenDecoder: Sendable {
  case byteLevel
  /// `<0xE4>` spells a byte.
  case byteFallback
  case replace([UInt8], with: [UInt8])
  /// Joins all tokens into one.
  case fuse
  /// Takes up to so many of a character from each token's ends.
  case strip(UInt8, left: Int, right: Int)
  case metaspace([UInt8], dropsFirst: Bool)
  case sequence([TokenDecoder])

  func apply(to tokens: [[UInt8]]) -> [[UInt8]] {
    switch self {
    case .byteLevel: return tokens.map { ByteAlphabet.bytes(spelledBy: $0) ?? $0 }
    case .byteFallback: return Self.fallBack(tokens)
    case .replace(let pattern, let content):
      return tokens.map { Self.replace(pattern, with: content, in: $0) }
    case .fuse: return [Array(tokens.joined())]
    case .strip(let byte, let left, let right):
      return tokens.map { Self.strip(byte, left, right, $0) }
    case .metaspace(let mark, let dropsFirst):
      return tokens.enumerated().map { index, token in
        Self.replace(mark, with: index == 0 && dropsFirst ? [] : [0x20], in: token)
      }
    case .sequence(let steps): return steps.reduce(tokens) { $1.apply(to: $0) }
    }
  }

  /// A run of byte tokens becomes text, or one U+FFFD for each byte where it is none.
  private static func fallBack(_ tokens: [[UInt8]]) -> [[UInt8]] {
    var texts: [[UInt8]] = []
    var run: [UInt8] = []
    func flush() {
      guard !run.isEmpty else { return }
      let isText = String(validating: run, as: UTF8.self) != nil
      texts.append(isText ? run : run.flatMap { _ in Array("\u{FFFD}".utf8) })
      run = []
    }
    for token in tokens {
      if let byte = byte(spelledBy: token) {
        run.append(byte)
      } else {
        flush()
        texts.append(token)
      }
    }
    flush()
    return texts
  }

  private static func byte(spelledBy token: [UInt8]) -> UInt8? {
    guard token.count == 6, token.starts(with: "<0x".utf8), token[5] == UInt8(ascii: ">") else {
      return nil
    }
    return UInt8(String(decoding: token[3..<5], as: UTF8.self), radix: 16)
  }

  private static func replace(
    _ pattern: [UInt8], with content: [UInt8], in token: [UInt8]
  ) -> [UInt8] {
    var text: [UInt8] = []
    var index = 0
    while index < token.count {
      if token[index...].starts(with: pattern) {
        text += content
        index += pattern.count
      } else {
        text.append(token[index])
        index += 1
      }
    }
    return text
  }

  private static func strip(_ byte: UInt8, _ left: Int, _ right: Int, _ token: [UInt8]) -> [UInt8] {
    let start = token.prefix(left).prefix { $0 == byte }.count
    let rest = token.dropFirst(start)
    let end = rest.reversed().prefix(right).prefix { $0 == byte }.count
    return Array(rest.dropLast(end))
  }
}
