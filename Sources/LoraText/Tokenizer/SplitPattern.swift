/// The regular expressions that models' tokenizers cut text with, as hand-written scanners.
enum SplitPattern: Sendable, CaseIterable {
  case gpt2, llama3, qwen2

  /// The pattern with exactly this text, or nil.
  init?(regex: String) {
    guard let pattern = Self.allCases.first(where: { $0.spellings.contains(regex) }) else {
      return nil
    }
    self = pattern
  }

  private var spellings: [String] {
    switch self {
    case .gpt2:
      [
        #"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#,
        #"'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#,
      ]
    case .llama3: [Self.modern(digits: #"\p{N}{1,3}"#)]
    case .qwen2: [Self.modern(digits: #"\p{N}"#)]
    }
  }

  private static func modern(digits: String) -> String {
    #"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|"# + digits
      + #"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"#
  }

  /// Cuts `range` of `text` into the pattern's matches; together they cover the range.
  func cut(_ range: Range<Int>, of text: [UInt8], into pieces: inout [Range<Int>]) {
    text.withUnsafeBufferPointer { bytes in
      let scanner = PieceScanner(bytes: bytes, end: range.upperBound)
      var start = range.lowerBound
      while start < range.upperBound {
        let next = self == .gpt2 ? scanner.gpt2(start) : scanner.modern(start, self.digitsAtOnce)
        pieces.append(start..<next)
        start = next
      }
    }
  }

  private var digitsAtOnce: Int { self == .llama3 ? 3 : 1 }
}
