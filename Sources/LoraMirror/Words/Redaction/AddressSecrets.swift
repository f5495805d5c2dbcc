/// Secrets in addresses: user parts, and signatures in the query.
enum AddressSecrets {
  /// What stands before the `@` of an address whose `://` begins at `index`. The user of ssh is none:
  /// it is `git` everywhere.
  static func userPart(in bytes: [UInt8], at index: Int) -> Range<Int>? {
    guard bytes.has("://".utf8, at: index), index > 0, bytes[index - 1].isAlphanumeric else {
      return nil
    }
    let start = index + 3
    let end = bytes.end(from: start) { $0 > 0x20 && !"/?#\"'<>".utf8.contains($0) }
    guard let at = bytes[start..<end].lastIndex(of: UInt8(ascii: "@")), at > start else {
      return nil
    }
    let hasPassword = bytes[start..<at].contains(UInt8(ascii: ":"))
    let schemeStart = bytes[..<index].reversed().prefix {
      $0.isAlphanumeric || "+-.".utf8.contains($0)
    }.count
    let scheme = bytes[index - schemeStart..<index].map(\.lowered)
    return hasPassword || !scheme.elementsEqual("ssh".utf8) ? start..<at : nil
  }

  private static let secret: Set<String> = [
    "access_token", "api_key", "apikey", "auth", "key", "password", "private_token", "secret",
    "sig",
    "signature", "token", "x-amz-credential", "x-amz-security-token", "x-amz-signature",
    "x-goog-credential", "x-goog-signature",
  ]

  /// The value of a parameter that begins with `?` or `&` at `index`.
  static func parameter(in bytes: [UInt8], at index: Int) -> Range<Int>? {
    let equals = bytes.end(from: index + 1) { $0.isWordPart || $0 == UInt8(ascii: "-") }
    guard equals < bytes.count, bytes[equals] == UInt8(ascii: "="), equals - index <= 24 else {
      return nil
    }
    let name = String(decoding: bytes[index + 1..<equals].map(\.lowered), as: UTF8.self)
    guard secret.contains(name) else { return nil }
    let end = bytes.end(from: equals + 1) { $0 > 0x20 && !"&#\"'<>".utf8.contains($0) }
    return end > equals + 1 ? equals + 1..<end : nil
  }
}
