/// How a tokenizer cuts a section of text into the pieces that its model merges within.
indirect enum PreTokenizer: Sendable {
  /// Byte-level models. The bytes' own alphabet belongs to the model (`BytePairModel`).
  case byteLevel(addsSpace: Bool, splits: Bool)
  case split(SplitPattern)
  case digits(individually: Bool)
  case metaspace(Metaspace)
  case sequence([PreTokenizer])

  /// SentencePiece's spelling of spaces.
  struct Metaspace: Sendable {
    enum Prefix: Sendable { case first, always, never }
    var replacement: [UInt8]
    var prefix: Prefix
    var splits: Bool
  }

  func apply(to pieces: Pieces) -> Pieces {
    switch self {
    case .byteLevel(let addsSpace, let splits):
      let spaced = addsSpace ? pieces.prefixed(by: [0x20]) { _, _ in true } : pieces
      return splits ? spaced.cut(SplitPattern.gpt2.cut) : spaced
    case .split(let pattern): return pieces.cut(pattern.cut)
    case .digits(let individually):
      return pieces.cut { range, bytes, cuts in
        Self.cutDigits(individually, range, bytes, &cuts)
      }
    case .metaspace(let metaspace): return metaspace.apply(to: pieces)
    case .sequence(let steps): return steps.reduce(pieces) { $1.apply(to: $0) }
    }
  }

  private static func cutDigits(
    _ individually: Bool, _ range: Range<Int>, _ bytes: [UInt8], _ cuts: inout [Range<Int>]
  ) {
    var start = range.lowerBound
    var index = start
    var wasDigit = false
    while index < range.upperBound {
      let (scalar, length) = bytes.scalar(at: index)
      let isDigit = scalar.isNumeric
      if index > start && (isDigit != wasDigit || (isDigit && individually)) {
        cuts.append(start..<index)
        start = index
      }
      wasDigit = isDigit
      index += length
    }
    if start < index { cuts.append(start..<index) }
  }
}

extension PreTokenizer.Metaspace {
  func apply(to pieces: Pieces) -> Pieces {
    let replaced = pieces.replaced(0x20, by: replacement)
    let prefixed =
      switch prefix {
      case .never: replaced
      case .always: replaced.prefixed(by: replacement) { _, _ in true }
      case .first:
        replaced.prefixed(by: replacement) { text, range in text.origin(of: range).lowerBound == 0 }
      }
    return splits ? prefixed.cut(cutBeforeReplacement) : prefixed
  }

  private func cutBeforeReplacement(
    _ range: Range<Int>, _ bytes: [UInt8], _ cuts: inout [Range<Int>]
  ) {
    var start = range.lowerBound
    var index = start
    while index < range.upperBound {
      let isMark = bytes[index..<range.upperBound].starts(with: replacement)
      if isMark && index > start {
        cuts.append(start..<index)
        start = index
      }
      index += isMark ? replacement.count : 1
    }
    if start < index { cuts.append(start..<index) }
  }
}
