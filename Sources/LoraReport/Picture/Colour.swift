/// Eight bits each of red, green and blue.
struct Colour: Hashable {
  var red: UInt8
  var green: UInt8
  var blue: UInt8

  init(_ hex: UInt32) {
    red = UInt8(truncatingIfNeeded: hex >> 16)
    green = UInt8(truncatingIfNeeded: hex >> 8)
    blue = UInt8(truncatingIfNeeded: hex)
  }

  /// The light hues of colours.css.
  static let runs = [0x0b5cad, 0xcf4a0a, 0x0f8a6d, 0x8e2a8b, 0x8a6a00, 0x2a8fcf, 0x5a606c]
    .map { Colour($0) }

  /// This colour with `share` (0 to 1) of another one over it.
  func covered(by other: Colour, _ share: Float) -> Colour {
    var mixed = self
    mixed.red = Self.mix(red, other.red, share)
    mixed.green = Self.mix(green, other.green, share)
    mixed.blue = Self.mix(blue, other.blue, share)
    return mixed
  }

  private static func mix(_ a: UInt8, _ b: UInt8, _ share: Float) -> UInt8 {
    UInt8(exactly: (Float(a) + (Float(b) - Float(a)) * share).rounded()) ?? b
  }

  func distance(to other: Colour) -> Int {
    let red = Int(red) - Int(other.red)
    let green = Int(green) - Int(other.green)
    let blue = Int(blue) - Int(other.blue)
    return 2 * red * red + 4 * green * green + 3 * blue * blue
  }
}
