/// Which pairs of tokens merge, in what order, into what.
struct MergeTable: Sendable {
  struct Merge {
    /// Lower ranks merge first.
    var rank: Int32
    var result: Int32
  }

  private var keys: [UInt64]
  private var merges: [Merge]
  private let shift: UInt64
  private static let free = UInt64.max

  /// Room for at most `capacity` pairs.
  init(capacity: Int) {
    var bits: UInt64 = 6
    while 1 << bits < capacity * 2 { bits += 1 }
    keys = Array(repeating: Self.free, count: 1 << bits)
    merges = Array(repeating: Merge(rank: 0, result: 0), count: 1 << bits)
    shift = 64 - bits
  }

  @inline(__always)
  func merge(_ left: Int32, _ right: Int32) -> Merge? {
    let slot = slot(of: Self.key(left, right))
    return keys[slot] == Self.free ? nil : merges[slot]
  }

  /// Of two merges of one pair the later counts.
  mutating func insert(_ left: Int32, _ right: Int32, _ merge: Merge) {
    let key = Self.key(left, right)
    let slot = slot(of: key)
    keys[slot] = key
    merges[slot] = merge
  }

  @inline(__always)
  private static func key(_ left: Int32, _ right: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: left)) << 32 | UInt64(UInt32(bitPattern: right))
  }

  @inline(__always)
  private func slot(of key: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> shift)
    while keys[slot] != Self.free && keys[slot] != key { slot = (slot + 1) & (keys.count - 1) }
    return slot
  }
}
