/// A section of text and how it is cut so far. Pieces follow each other without gaps.
struct Pieces {
  let text: AlignedText
  let ranges: [Range<Int>]

  init(_ text: AlignedText) {
    self.init(text, text.bytes.isEmpty ? [] : [text.bytes.indices])
  }

  private init(_ text: AlignedText, _ ranges: [Range<Int>]) {
    self.text = text
    self.ranges = ranges
  }

  /// Each piece cut further by `cutter`, which appends the parts of the range it is given.
  func cut(_ cutter: (Range<Int>, [UInt8], inout [Range<Int>]) -> Void) -> Pieces {
    var parts: [Range<Int>] = []
    for range in ranges { cutter(range, text.bytes, &parts) }
    return Pieces(text, parts)
  }

  /// `prefix` before each piece that does not start with it and that `condition` holds for.
  func prefixed(
    by prefix: [UInt8], where condition: (AlignedText, Range<Int>) -> Bool
  ) -> Pieces {
    rewritten { range, new in
      if !text.bytes[range].starts(with: prefix) && condition(text, range) {
        let start = text.origin(of: range).lowerBound
        new.put(prefix, for: start..<start)
      }
      new.keep(range, of: text)
    }
  }

  func replaced(_ byte: UInt8, by replacement: [UInt8]) -> Pieces {
    guard text.bytes.contains(byte) else { return self }
    return rewritten { range, new in
      var kept = range.lowerBound
      for index in range where text.bytes[index] == byte {
        new.keep(kept..<index, of: text)
        new.put(replacement, for: text.origin(of: index..<index + 1))
        kept = index + 1
      }
      new.keep(kept..<range.upperBound, of: text)
    }
  }

  /// Cut before each run of `mark`.
  func cutBefore(_ mark: [UInt8]) -> Pieces {
    cut { range, bytes, cuts in
      var start = range.lowerBound
      var index = start
      var wasMark = true
      while index < range.upperBound {
        let isMark = bytes[index] == mark[0] && bytes[index..<range.upperBound].starts(with: mark)
        if isMark && !wasMark {
          cuts.append(start..<index)
          start = index
        }
        wasMark = isMark
        index += isMark ? mark.count : 1
      }
      if start < index { cuts.append(start..<index) }
    }
  }

  private func rewritten(_ body: (Range<Int>, inout AlignedText) -> Void) -> Pieces {
    var parts: [Range<Int>] = []
    let text = text.rewritten { new in
      for range in ranges {
        let start = new.bytes.count
        body(range, &new)
        parts.append(start..<new.bytes.count)
      }
    }
    return Pieces(text, parts)
  }
}
