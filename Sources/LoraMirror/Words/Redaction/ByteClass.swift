/// What a byte of UTF-8 text can be part of.
extension UInt8 {
  var isDigit: Bool { (0x30...0x39).contains(self) }
  var isUpper: Bool { (0x41...0x5A).contains(self) }
  var isLower: Bool { (0x61...0x7A).contains(self) }
  var isAlphanumeric: Bool { isDigit || isUpper || isLower }
  /// Letter, digit or underscore: what a token's beginning must not stand behind.
  var isWordPart: Bool { isAlphanumeric || self == UInt8(ascii: "_") }
  var isBlank: Bool { self == 0x20 || self == 0x09 }
  var isQuote: Bool { self == UInt8(ascii: "\"") || self == UInt8(ascii: "'") }
  var lowered: UInt8 { isUpper ? self | 0x20 : self }
}

extension [UInt8] {
  /// Whether `word` stands at `index`; `word` in lower case when case does not matter.
  func has(_ word: some Sequence<UInt8>, at index: Int, anyCase: Bool = false) -> Bool {
    var place = index
    for byte in word {
      guard place < count, (anyCase ? self[place].lowered : self[place]) == byte else {
        return false
      }
      place += 1
    }
    return true
  }

  /// The end of the stretch from `index` whose bytes fit.
  func end(from index: Int, while fits: (UInt8) -> Bool) -> Int {
    var end = index
    while end < count, fits(self[end]) { end += 1 }
    return end
  }

  func firstIndex(of word: [UInt8], from start: Int) -> Int? {
    guard let first = word.first, start < count else { return nil }
    var index = start
    while index + word.count <= count {
      if self[index] == first, has(word, at: index) { return index }
      index += 1
    }
    return nil
  }
}
