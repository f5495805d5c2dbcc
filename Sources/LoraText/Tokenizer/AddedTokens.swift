/// A token that is found in the text as a whole, before anything is cut or merged.
public struct AddedToken: Sendable, Hashable {
  public let id: Int
  public let content: String
  /// A control token such as `<|im_end|>`: left out when decoding for people.
  public internal(set) var isSpecial: Bool
  /// Takes the white space before, or behind it, along.
  var takesSpaceBefore = false
  var takesSpaceBehind = false
  /// Not found inside a word.
  var isSingleWord = false
  /// Looked for in the normalized text instead of the text itself.
  var isNormalized = false

  init(id: Int, content: String, isSpecial: Bool) {
    self.id = id
    self.content = content
    self.isSpecial = isSpecial
  }
}

/// Finds added tokens: the leftmost, of those the longest, then the next behind it.
struct AddedTokens: Sendable {
  enum Section: Equatable {
    case text(Range<Int>)
    case token(id: Int, Range<Int>)
  }

  private let tokens: [AddedToken]
  private let firstBytes: [Bool]
  /// A trie: (node, byte) to node.
  private var edges: [UInt64: Int] = [:]
  /// The token that ends at each node.
  private var ends: [Int?] = [nil]

  /// `patterns` are the texts to look for, one for each token.
  init(_ tokens: [AddedToken], patterns: [[UInt8]]) {
    self.tokens = tokens
    var first = [Bool](repeating: false, count: 256)
    for pattern in patterns { if let byte = pattern.first { first[Int(byte)] = true } }
    firstBytes = first
    for (index, pattern) in patterns.enumerated() where !pattern.isEmpty {
      insert(pattern, index)
    }
  }

  var isEmpty: Bool { tokens.isEmpty }

  private mutating func insert(_ pattern: [UInt8], _ token: Int) {
    var node = 0
    for byte in pattern {
      if let known = edges[Self.edge(node, byte)] {
        node = known
      } else {
        edges[Self.edge(node, byte)] = ends.count
        node = ends.count
        ends.append(nil)
      }
    }
    ends[node] = token
  }

  private static func edge(_ node: Int, _ byte: UInt8) -> UInt64 {
    UInt64(node) << 8 | UInt64(byte)
  }

  /// The longest token that starts at `start`.
  private func match(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> (Int, Int)? {
    guard firstBytes[Int(bytes[start])] else { return nil }
    var node = 0
    var longest: (token: Int, end: Int)?
    var index = start
    while index < end, let next = edges[Self.edge(node, bytes[index])] {
      node = next
      index += 1
      if let token = ends[node] { longest = (token, index) }
    }
    return longest
  }

  /// Cuts `range` of `bytes` into tokens and the text between them.
  func sections(of bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> [Section] {
    guard !range.isEmpty else { return [] }
    guard !isEmpty else { return [.text(range)] }
    var sections: [Section] = []
    var done = range.lowerBound
    var index = range.lowerBound
    while index < range.upperBound {
      guard let (token, end) = match(bytes, index, range.upperBound) else {
        index += 1
        continue
      }
      if let found = extent(of: tokens[token], index..<end, bytes, range, notBefore: done) {
        if done < found.lowerBound { sections.append(.text(done..<found.lowerBound)) }
        sections.append(.token(id: tokens[token].id, found))
        done = found.upperBound
      }
      index = max(end, done)
    }
    if done < range.upperBound { sections.append(.text(done..<range.upperBound)) }
    return sections
  }

  /// What `token` takes when found at `match`; nil inside a word where it must stand alone.
  private func extent(
    of token: AddedToken, _ match: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>,
    _ range: Range<Int>, notBefore done: Int
  ) -> Range<Int>? {
    var start = match.lowerBound
    var end = match.upperBound
    if token.isSingleWord {
      let before = start > range.lowerBound && bytes.scalar(before: start).scalar.isWordCharacter
      let behind = end < range.upperBound && bytes.scalar(at: end).scalar.isWordCharacter
      if before || behind { return nil }
    }
    while token.takesSpaceBefore && start > done {
      let (scalar, length) = bytes.scalar(before: start)
      guard scalar.properties.isWhitespace else { break }
      start -= length
    }
    while token.takesSpaceBehind && end < range.upperBound {
      let (scalar, length) = bytes.scalar(at: end)
      guard scalar.properties.isWhitespace else { break }
      end += length
    }
    return start..<end
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The scalar that ends before `index`, and its length in bytes.
  fileprivate func scalar(before index: Int) -> (scalar: Unicode.Scalar, length: Int) {
    var start = index - 1
    while self[start] & 0xC0 == 0x80 { start -= 1 }
    return scalar(at: start)
  }
}
