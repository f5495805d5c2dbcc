/// How alike two names are, to propose one that somebody may have meant. Never used to choose.
enum NameCloseness {
  /// Lower case, without outer blanks.
  static func plain(_ name: String) -> String {
    let words = name.lowercased().split(whereSeparator: \.isWhitespace)
    return words.joined(separator: " ")
  }

  /// The candidate most like one of `names`: the same word by word, one within the other, or with
  /// few letters changed. Nil when none is like any.
  static func nearest(to names: [String], among candidates: [String]) -> String? {
    let scored = candidates.compactMap { candidate in
      names.compactMap { cost(plain($0), plain(candidate)) }.min().map { ($0, candidate) }
    }
    return scored.min { $0.0 < $1.0 }?.1
  }

  /// 0 for the same; nil for what is not alike.
  private static func cost(_ a: String, _ b: String) -> Int? {
    if a == b { return 0 }
    let (short, long) = a.count < b.count ? (a, b) : (b, a)
    guard !short.isEmpty else { return nil }
    let isWithin =
      " \(long) ".split(separator: " \(short) ", omittingEmptySubsequences: false)
      .count > 1
    if isWithin { return 1 }
    let edits = edits(Array(a), Array(b))
    return edits <= long.count / 3 ? 1 + edits : nil
  }

  /// Letters to insert, delete or replace (Levenshtein).
  private static func edits(_ a: [Character], _ b: [Character]) -> Int {
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        row.append(min(row[j] + 1, last[j + 1] + 1, last[j] + (a[i] == b[j] ? 0 : 1)))
      }
      last = row
    }
    return last[b.count]
  }
}
