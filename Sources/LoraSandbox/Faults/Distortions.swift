// Faults that change an answer instead of stopping it.
extension Query {
  /// Asks for the page before the one that was asked for.
  mutating func turnPageBack() {
    if let page = whole("page"), page > 0 { set("page", String(page - 1)) }
    set("start", nil)
    set("start_id", nil)
    if let cursor = whole("cursor") { set("cursor", String(max(cursor - 50, 0))) }
  }
}

extension JSON {
  /// Puts the elements of the answer's own lists into another order; never the order they had, where
  /// there is another.
  package mutating func shuffleLists(seed: UInt64) {
    guard var members else { return }
    var generator = SplitMix64(seed: seed)
    for place in members.indices {
      guard let items = members[place].value.items, items.count > 1 else { continue }
      var shuffled = items.shuffled(using: &generator)
      if shuffled == items { shuffled.reverse() }
      members[place].value = .array(shuffled)
    }
    self = .object(members)
  }
}

extension Fault.Effect {
  /// As the faults file calls it.
  var name: String {
    switch self {
    case .dropAfter: "drop-after"
    case .dropBefore: "drop-before"
    case .lost: "lost"
    case .status: "status"
    case .slow: "slow"
    case .cut: "cut"
    case .stale: "stale"
    case .reorder: "reorder"
    case .duplicatePage: "duplicate-page"
    }
  }
}
