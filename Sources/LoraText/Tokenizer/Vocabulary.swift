/// Token texts and their ids.
///
/// Keyed by bytes: `String` takes canonically equivalent texts for equal, and tokens are not.
struct Vocabulary: Sendable {
  private var text: [UInt8] = []
  /// Where each id's text lies; nil for ids without a token.
  private var spans: [Range<Int32>?] = []
  /// Open addressing: id + 1, or 0 for a free slot.
  private var slots: [Int32]
  private(set) var count = 0

  /// No id may be as large as this, so that a broken file cannot ask for all memory.
  static let maximumID = 1 << 24

  init(capacity: Int) {
    slots = Array(repeating: 0, count: Self.slotCount(for: capacity))
    spans.reserveCapacity(capacity)
    text.reserveCapacity(capacity * 8)
  }

  /// One more than the largest id.
  var size: Int { spans.count }

  func id(of token: UnsafeBufferPointer<UInt8>) -> Int32? {
    let found = slots[slot(of: token)]
    return found == 0 ? nil : found - 1
  }

  func id(of token: [UInt8]) -> Int32? { token.withUnsafeBufferPointer { id(of: $0) } }

  func id(of token: String) -> Int32? {
    var token = token
    return token.withUTF8 { id(of: $0) }
  }

  /// The text of `id`.
  func bytes(of id: Int) -> ArraySlice<UInt8>? {
    guard spans.indices.contains(id), let span = spans[id] else { return nil }
    return text[Int(span.lowerBound)..<Int(span.upperBound)]
  }

  /// Gives `token` to `id`. Of two ids with one text the later is found. False when `id` has a
  /// token already or is out of bounds.
  mutating func insert(_ token: UnsafeBufferPointer<UInt8>, id: Int) -> Bool {
    guard (0..<Self.maximumID).contains(id), text.count + token.count < Int(Int32.max) else {
      return false
    }
    if id >= spans.count {
      spans.append(contentsOf: repeatElement(nil, count: id + 1 - spans.count))
    }
    guard spans[id] == nil else { return false }
    if count * 2 >= slots.count { grow() }
    let start = Int32(text.count)
    text.append(contentsOf: token)
    spans[id] = start..<Int32(text.count)
    slots[slot(of: token)] = Int32(id + 1)
    count += 1
    return true
  }

  mutating func insert(_ token: String, id: Int) -> Bool {
    var token = token
    return token.withUTF8 { insert($0, id: id) }
  }

  /// The slot that holds `token`, or the free one where it belongs.
  private func slot(of token: UnsafeBufferPointer<UInt8>) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: token.stableHash) & mask
    while slots[slot] != 0 && !matches(token, id: Int(slots[slot] - 1)) { slot = (slot + 1) & mask }
    return slot
  }

  private func matches(_ token: UnsafeBufferPointer<UInt8>, id: Int) -> Bool {
    guard let span = spans[id], span.count == token.count else { return false }
    let start = Int(span.lowerBound)
    return token.indices.allSatisfy { text[start + $0] == token[$0] }
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for id in spans.indices {
      guard let span = spans[id] else { continue }
      let place = text.withUnsafeBufferPointer {
        slot(of: UnsafeBufferPointer(rebasing: $0[Int(span.lowerBound)..<Int(span.upperBound)]))
      }
      slots[place] = Int32(id + 1)
    }
  }

  private static func slotCount(for capacity: Int) -> Int {
    var slots = 64
    while slots < capacity * 2 { slots *= 2 }
    return slots
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// FNV-1a with a final mix, so that the low bits are good.
  var stableHash: UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in self { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hash ^ (hash >> 29)
  }
}
