/// SentencePiece's byte-pair merging, which has scores instead of a list of merges: of all
/// neighbours that together are a token, those with the best score merge first, the leftmost of
/// equals. Said as a table: every way to split a token in two is a merge of that token's rank.
struct ScoredMerges {
  private(set) var table: MergeTable

  init(_ tokens: [String], _ scores: [Double], _ vocabulary: Vocabulary) {
    let ranks = Self.ranks(scores)
    var merges: [(left: Int32, right: Int32, merge: MergeTable.Merge)] = []
    let ends = TokenEnds(vocabulary)
    for id in tokens.indices {
      guard let token = vocabulary.bytes(of: id).map(Array.init),
        vocabulary.id(of: token) == Int32(id)
      else { continue }
      token.withUnsafeBufferPointer { bytes in
        for cut in ends.cuts(of: bytes) where bytes[cut] & 0xC0 != 0x80 {
          guard let left = vocabulary.id(of: UnsafeBufferPointer(rebasing: bytes[..<cut])),
            let right = vocabulary.id(of: UnsafeBufferPointer(rebasing: bytes[cut...]))
          else { continue }
          merges.append((left, right, .init(rank: ranks[id], result: Int32(id))))
        }
      }
    }
    table = MergeTable(capacity: merges.count)
    for (left, right, merge) in merges { table.insert(left, right, merge) }
  }

  /// Equal scores have equal ranks; the best has rank 0.
  private static func ranks(_ scores: [Double]) -> [Int32] {
    var ranks = [Int32](repeating: 0, count: scores.count)
    var rank: Int32 = 0
    var previous: Double?
    for id in scores.indices.sorted(by: { scores[$0] > scores[$1] }) {
      if let previous, scores[id] < previous { rank += 1 }
      previous = scores[id]
      ranks[id] = rank
    }
    return ranks
  }
}

/// Where a token can be cut so that both parts may be tokens, in time that grows with its length alone:
/// looking up every part of a token of 200,000 bytes would hash 40 thousand million.
private struct TokenEnds {
  /// Of every token, read from its start and read from its end.
  private var forwards: Set<UInt64> = []
  private var backwards: Set<UInt64> = []

  init(_ vocabulary: Vocabulary) {
    for id in 0..<vocabulary.size {
      guard let token = vocabulary.bytes(of: id) else { continue }
      forwards.insert(token.reduce(Self.start, Self.next))
      backwards.insert(token.reversed().reduce(Self.start, Self.next))
    }
  }

  /// Offsets behind a beginning and before an end that each hash as a token does.
  func cuts(of token: UnsafeBufferPointer<UInt8>) -> [Int] {
    var cuts: [Int] = []
    var hash = Self.start
    for cut in token.indices.dropLast() {
      hash = Self.next(hash, token[cut])
      if forwards.contains(hash) { cuts.append(cut + 1) }
    }
    var begins: [Int] = []
    hash = Self.start
    var index = token.count
    while let cut = cuts.last {
      while index > cut {
        index -= 1
        hash = Self.next(hash, token[index])
      }
      if backwards.contains(hash) { begins.append(cut) }
      cuts.removeLast()
    }
    return begins
  }

  /// FNV-1a.
  private static let start: UInt64 = 0xcbf2_9ce4_8422_2325

  private static func next(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x100_0000_01b3
  }
}
