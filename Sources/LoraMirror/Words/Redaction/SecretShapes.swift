/// Secrets known by what they look like or by what stands before them.
enum SecretShapes {
  static func removed(from bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if let secret = secret(in: bytes, at: index) {
        result += bytes[index..<secret.lowerBound] + LogRedactor.mark
        index = secret.upperBound
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }

  /// The secret in what begins at `index`.
  private static func secret(in bytes: [UInt8], at index: Int) -> Range<Int>? {
    switch bytes[index] {
    case UInt8(ascii: ":"): return AddressSecrets.userPart(in: bytes, at: index)
    case UInt8(ascii: "?"), UInt8(ascii: "&"): return AddressSecrets.parameter(in: bytes, at: index)
    case let byte where byte.isAlphanumeric: break
    default: return nil
    }
    if index > 0, bytes[index - 1].isWordPart { return nil }
    for shape in TokenShape.known {
      if let end = shape.end(in: bytes, at: index) { return index..<end }
    }
    return webToken(in: bytes, at: index) ?? NamedSecrets.header(in: bytes, at: index)
      ?? NamedSecrets.bearer(in: bytes, at: index) ?? NamedSecrets.variable(in: bytes, at: index)
  }

  /// JSON Web Token (RFC 7519): `eyJ…` is `{"` in base64url.
  private static func webToken(in bytes: [UInt8], at index: Int) -> Range<Int>? {
    guard bytes.has("eyJ".utf8, at: index) else { return nil }
    let dot = UInt8(ascii: ".")
    var end = index
    var parts = 0
    while parts < 5 {
      let stop = bytes.end(from: end) {
        $0.isWordPart || $0 == UInt8(ascii: "-")
      }
      guard stop - end >= 8 else { break }
      parts += 1
      end = stop
      guard parts < 5, end < bytes.count, bytes[end] == dot else { break }
      end += 1
    }
    if end > index, bytes[end - 1] == dot { end -= 1 }
    return parts >= 2 ? index..<end : nil
  }
}
