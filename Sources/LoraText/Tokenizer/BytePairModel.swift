/// Byte-pair encoding: a vocabulary, ranked merges, and what becomes of unknown characters.
struct BytePairModel: Sendable {
  /// What merging starts from.
  enum Alphabet: Sendable {
    /// Bytes, spelled in `ByteAlphabet`: the id of each, or -1.
    case bytes([Int32])
    case scalars
  }

  let vocabulary: Vocabulary
  let merges: MergeTable
  let alphabet: Alphabet
  /// A piece that is a token as a whole stays one, whatever the merges say.
  var ignoresMerges = false
  /// Ids of `<0x00>` … `<0xFF>`, for characters that are no token; -1 where missing.
  var byteTokens: [Int32]?
  /// Stands for characters that are neither; without it they vanish.
  var unknown: Int32?
  var fusesUnknown = false
  /// SentencePiece spells a space as this; where no token holds it behind another character,
  /// no merge crosses it, and the text can be cut there.
  var safeCut: [UInt8]?

  /// Encodes one piece into `symbols`, whose ranges count from the start of the piece.
  func encode(_ piece: UnsafeBufferPointer<UInt8>, into symbols: inout Symbols) {
    symbols.removeAll()
    if ignoresMerges, let id = wholeToken(piece) {
      symbols.append(id, 0..<piece.count)
      return
    }
    switch alphabet {
    case .bytes(let ids): spell(piece, ids, into: &symbols)
    case .scalars: spellScalars(piece, into: &symbols)
    }
    symbols.merge(merges)
  }

  private func wholeToken(_ piece: UnsafeBufferPointer<UInt8>) -> Int32? {
    switch alphabet {
    case .bytes: vocabulary.id(of: ByteAlphabet.spelling(of: piece))
    case .scalars: vocabulary.id(of: piece)
    }
  }

  private func spell(
    _ piece: UnsafeBufferPointer<UInt8>, _ ids: [Int32], into symbols: inout Symbols
  ) {
    var pending: Range<Int>?
    for index in piece.indices {
      let id = ids[Int(piece[index])]
      if id < 0 {
        putUnknown(index..<index + 1, &pending, &symbols)
      } else {
        flushUnknown(&pending, &symbols)
        symbols.append(id, index..<index + 1)
      }
    }
    flushUnknown(&pending, &symbols)
  }

  private func spellScalars(_ piece: UnsafeBufferPointer<UInt8>, into symbols: inout Symbols) {
    var pending: Range<Int>?
    var index = 0
    while index < piece.count {
      let range = index..<index + piece.scalar(at: index).length
      index = range.upperBound
      if let id = vocabulary.id(of: UnsafeBufferPointer(rebasing: piece[range])) {
        flushUnknown(&pending, &symbols)
        symbols.append(id, range)
      } else if let byteTokens, range.allSatisfy({ byteTokens[Int(piece[$0])] >= 0 }) {
        for byte in range { symbols.append(byteTokens[Int(piece[byte])], byte..<byte + 1) }
      } else {
        putUnknown(range, &pending, &symbols)
      }
    }
    flushUnknown(&pending, &symbols)
  }

  private func putUnknown(
    _ range: Range<Int>, _ pending: inout Range<Int>?, _ symbols: inout Symbols
  ) {
    guard unknown != nil else { return }
    if fusesUnknown, let before = pending {
      pending = before.lowerBound..<range.upperBound
    } else {
      flushUnknown(&pending, &symbols)
      pending = range
    }
  }

  private func flushUnknown(_ pending: inout Range<Int>?, _ symbols: inout Symbols) {
    guard let range = pending, let unknown else { return }
    symbols.append(unknown, range)
    pending = nil
  }
}
