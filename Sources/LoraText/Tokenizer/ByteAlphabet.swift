/// GPT-2's spelling of bytes as printable characters, in which byte-level vocabularies are written.
enum ByteAlphabet {
  /// The scalar of each byte: itself where printable in Latin-1, else U+0100 and up in order.
  static let scalars: [Unicode.Scalar] = {
    var next: UInt32 = 0x100
    return (UInt8(0)...255).map { byte in
      switch byte {
      case 0x21...0x7E, 0xA1...0xAC, 0xAE...0xFF: return Unicode.Scalar(byte)
      default:
        defer { next += 1 }
        return Unicode.Scalar(next) ?? "\u{FFFD}"
      }
    }
  }()

  /// The spelling of each byte in UTF-8.
  static let spellings: [[UInt8]] = scalars.map { Array(String(Character($0)).utf8) }

  private static let bytes: [Unicode.Scalar: UInt8] = Dictionary(
    zip(scalars, UInt8(0)...255), uniquingKeysWith: { first, _ in first })

  /// The byte that `scalar` spells, if any.
  static func byte(of scalar: Unicode.Scalar) -> UInt8? { bytes[scalar] }

  static func spelling(of bytes: some Sequence<UInt8>) -> [UInt8] {
    bytes.flatMap { spellings[Int($0)] }
  }

  /// The bytes that `text` spells; nil when it holds a character outside the alphabet.
  static func bytes(spelledBy text: some Sequence<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    for scalar in String(decoding: Array(text), as: UTF8.self).unicodeScalars {
      guard let byte = byte(of: scalar) else { return nil }
      bytes.append(byte)
    }
    return bytes
  }
}
