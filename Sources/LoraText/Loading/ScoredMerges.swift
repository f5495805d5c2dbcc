/// SentencePiece's byte-pair merging, which has scores instead of a list of merges: of all
/// neighbours that together are a token, those with the best score merge first, the leftmost of
/// equals. Said as a table: every way to split a token in two is a merge of that token's rank.
struct ScoredMerges {
  private(set) var table: MergeTable

  init(_ tokens: [String], _ scores: [Double], _ vocabulary: Vocabulary) {
    let ranks = Self.ranks(scores)
    var merges: [(left: Int32, right: Int32, merge: MergeTable.Merge)] = []
    for id in tokens.indices {
      guard let token = vocabulary.bytes(of: id).map(Array.init),
        vocabulary.id(of: token) == Int32(id)
      else { continue }
      token.withUnsafeBufferPointer { bytes in
        for cut in bytes.indices.dropFirst() where bytes[cut] & 0xC0 != 0x80 {
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
