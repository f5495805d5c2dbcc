/// Finds the next match of a `SplitPattern`. Each method takes the offset where a match starts and
/// returns the offset behind it, or nil where its alternative does not match; alternatives are
/// tried in the order of the pattern.
struct PieceScanner {
  let bytes: UnsafeBufferPointer<UInt8>
  /// A pattern sees no further than its section: a look-ahead at its end finds nothing.
  let end: Int

  func gpt2(_ start: Int) -> Int {
    if let contraction = contraction(start, ignoringCase: false) { return contraction }
    let word = bytes[start] == UInt8(ascii: " ") ? start + 1 : start
    if word < end {
      let kind = self.kind(word).kind
      if kind != .space { return run(of: kind, from: word) }
    }
    return spaces(start)
  }

  func modern(_ start: Int, _ digitsAtOnce: Int) -> Int {
    if let contraction = contraction(start, ignoringCase: true) { return contraction }
    let (kind, length) = self.kind(start)
    if kind == .letter { return run(of: .letter, from: start) }
    if kind == .number { return run(of: .number, from: start, atMost: digitsAtOnce) }
    let next = start + length
    if !isLineBreak(start) && next < end && self.kind(next).kind == .letter {
      return run(of: .letter, from: next)
    }
    if let symbols = symbols(start) { return symbols }
    return lineBreaks(start) ?? spaces(start)
  }

  /// `'s|'t|'re|'ve|'m|'ll|'d`. Without case, the long s (U+017F) is an s too.
  private func contraction(_ start: Int, ignoringCase: Bool) -> Int? {
    guard bytes[start] == UInt8(ascii: "'"), start + 1 < end else { return nil }
    func letter(_ offset: Int) -> UInt8 {
      guard start + offset < end else { return 0 }
      let byte = bytes[start + offset]
      let isUpper = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
      return ignoringCase && isUpper ? byte | 0x20 : byte
    }
    switch letter(1) {
    case UInt8(ascii: "s"), UInt8(ascii: "t"), UInt8(ascii: "m"), UInt8(ascii: "d"):
      return start + 2
    case UInt8(ascii: "r"), UInt8(ascii: "v"):
      return letter(2) == UInt8(ascii: "e") ? start + 3 : nil
    case UInt8(ascii: "l"):
      return letter(2) == UInt8(ascii: "l") ? start + 3 : nil
    case 0xC5 where ignoringCase:
      return letter(2) == 0xBF ? start + 3 : nil
    default: return nil
    }
  }

  /// ` ?[^\s\p{L}\p{N}]+[\r\n]*`
  private func symbols(_ start: Int) -> Int? {
    let first = bytes[start] == UInt8(ascii: " ") ? start + 1 : start
    guard first < end, kind(first).kind == .other else { return nil }
    var next = run(of: .other, from: first)
    while next < end && isLineBreak(next) { next += 1 }
    return next
  }

  /// `\s*[\r\n]+`: white space up to its last line break.
  private func lineBreaks(_ start: Int) -> Int? {
    let next = run(of: .space, from: start)
    return bytes[start..<next].lastIndex { $0 == 0x0A || $0 == 0x0D }.map { $0 + 1 }
  }

  /// `\s+(?!\S)|\s+`: white space, of which the last one stays with the word that follows.
  private func spaces(_ start: Int) -> Int {
    let next = run(of: .space, from: start)
    guard next < end else { return next }
    var last = next - 1
    while bytes[last] & 0xC0 == 0x80 { last -= 1 }
    return last > start ? last : next
  }

  private func run(of kind: ScalarClass, from start: Int, atMost limit: Int = .max) -> Int {
    var next = start
    var count = 0
    while next < end && count < limit {
      let found = self.kind(next)
      guard found.kind == kind else { break }
      next += found.length
      count += 1
    }
    return next
  }

  private func isLineBreak(_ index: Int) -> Bool { bytes[index] == 0x0A || bytes[index] == 0x0D }

  @inline(__always)
  private func kind(_ index: Int) -> (kind: ScalarClass, length: Int) {
    let byte = bytes[index]
    guard byte >= 0x80 else { return (Self.ascii[Int(byte)], 1) }
    let (scalar, length) = bytes.scalar(at: index)
    return (ScalarClass(scalar), length)
  }

  private static let ascii: [ScalarClass] = (UInt8(0)..<0x80).map {
    ScalarClass(Unicode.Scalar($0))
  }
}
