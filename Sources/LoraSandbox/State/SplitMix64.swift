/// Steele, Lea and Flood's generator: the same numbers for the same seed, everywhere.
package struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    return Self.mixed(state)
  }

  /// The number at one place of the sequence.
  package static func value(seed: UInt64, at place: UInt64) -> UInt64 {
    mixed(seed &+ place &* 0x9e37_79b9_7f4a_7c15)
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

package enum UUIDText {
  /// A version-4 UUID of these bits.
  package static func make(_ high: UInt64, _ low: UInt64) -> String {
    let bits = [
      high & 0xffff_ffff_ffff_0fff | 0x4000, low & 0x3fff_ffff_ffff_ffff | 0x8000_0000_0000_0000,
    ]
    let hex = bits.map { word in
      let text = String(word, radix: 16)
      return String(repeating: "0", count: 16 - text.count) + text
    }.joined()
    var parts: [Substring] = []
    var rest = Substring(hex)
    for length in [8, 4, 4, 4, 12] {
      parts.append(rest.prefix(length))
      rest = rest.dropFirst(length)
    }
    return parts.joined(separator: "-")
  }

  /// Whether a name starts with one.
  package static func begins(_ name: String) -> Bool {
    let parts = name.prefix(36).split(separator: "-", omittingEmptySubsequences: false)
    return parts.map(\.utf8.count) == [8, 4, 4, 4, 12]
      && parts.joined().utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x61...0x66).contains($0)
      }
  }

  /// One that nobody can guess.
  package static func secret() -> String {
    var generator = SystemRandomNumberGenerator()
    return make(generator.next(), generator.next())
  }
}
