/// What someone probably meant by a name that does not exist.
public enum NearestName {
  /// The candidate that differs least from `name`, when it differs little enough to be a slip; else
  /// the only one that begins with it.
  public static func of(_ name: String, among candidates: some Sequence<String>) -> String? {
    let plain = folded(name)
    guard (1...64).contains(plain.count) else { return nil }
    var best: (name: String, distance: Int)?
    for candidate in candidates {
      let distance = distance(plain, folded(candidate))
      guard distance <= min(plain.count, candidate.utf8.count) / 3 else { continue }
      if best.map({ distance < $0.distance }) ?? true { best = (candidate, distance) }
    }
    return best?.name ?? completion(of: plain, among: candidates)
  }

  private static func completion(of name: [UInt8], among candidates: some Sequence<String>)
    -> String?
  {
    guard name.count > 1 else { return nil }
    let longer = Set(candidates.filter { folded($0).starts(with: name) })
    return longer.count == 1 ? longer.first : nil
  }

  /// Case and separators are the commonest slips: they cost nothing.
  private static func folded(_ name: String) -> [UInt8] {
    name.lowercased().utf8.filter {
      $0 != UInt8(ascii: "_") && $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: " ")
    }
  }

  /// Edits (insert, delete, replace, swap neighbours) from one to the other: Damerau–Levenshtein
  /// distance, restricted to adjacent swaps.
  private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    if a == b { return 0 }
    var (beforeLast, last) = ([Int](), Array(0...b.count))
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var cost = min(row[j] + 1, last[j + 1] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          cost = min(cost, beforeLast[j - 1] + 1)
        }
        row.append(cost)
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}
