/// Secrets known by the name before them.
enum NamedSecrets {
  private static let headers = [
    "authorization", "cookie", "set-cookie", "private-token", "job-token", "x-api-key", "api-key",
    "x-auth-token",
  ].map { Array($0.utf8) }

  /// The value of a header as in `Authorization: Basic …` or `'Authorization': '…'`.
  static func header(in bytes: [UInt8], at index: Int) -> Range<Int>? {
    for name in headers where bytes.has(name, at: index, anyCase: true) {
      return value(in: bytes, after: index + name.count, toLineEnd: true)
    }
    return nil
  }

  /// The token in `Bearer …`, outside a header.
  static func bearer(in bytes: [UInt8], at index: Int) -> Range<Int>? {
    let word = Array("bearer".utf8)
    guard bytes.has(word, at: index, anyCase: true) else { return nil }
    let start = bytes.end(from: index + word.count, while: \.isBlank)
    let end = bytes.end(from: start) { $0.isAlphanumeric || "._~+/=-".utf8.contains($0) }
    let isToken = bytes[start..<end].contains(where: \.isDigit)
    return start > index + word.count && end - start >= 8 && isToken ? start..<end : nil
  }

  /// The value in `HF_TOKEN=…`. Names in small letters are none: `pad_token` is a word of the trade.
  static func variable(in bytes: [UInt8], at index: Int) -> Range<Int>? {
    guard bytes[index].isUpper else { return nil }
    let end = bytes.end(from: index) { $0.isUpper || $0.isDigit || $0 == UInt8(ascii: "_") }
    let name = String(decoding: bytes[index..<end], as: UTF8.self)
    guard SecretValues.isSecret(name),
      let value = value(in: bytes, after: end, toLineEnd: false), value.count >= 4
    else { return nil }
    // `MAX_KEY=512` is a number, `PAD_TOKEN=<pad>` a tokenizer's.
    let isNumber = value.count < 8 && bytes[value].allSatisfy(\.isDigit)
    return isNumber || bytes[value.lowerBound] == UInt8(ascii: "<") ? nil : value
  }

  /// What stands after `=` or `:`, in quotes or not.
  private static func value(in bytes: [UInt8], after name: Int, toLineEnd: Bool) -> Range<Int>? {
    var place = bytes.end(from: name) { $0.isQuote || $0 == UInt8(ascii: "\\") }
    place = bytes.end(from: place, while: \.isBlank)
    guard place < bytes.count, [UInt8(ascii: "="), UInt8(ascii: ":")].contains(bytes[place]) else {
      return nil
    }
    place = bytes.end(from: place + 1) { $0.isBlank || $0 == UInt8(ascii: "\\") }
    guard place < bytes.count else { return nil }
    let quote = bytes[place]
    let start = quote.isQuote ? place + 1 : place
    let end = bytes.end(from: start) { byte in
      if byte == UInt8(ascii: "\n") { return false }
      if quote.isQuote { return byte != quote && byte != UInt8(ascii: "\\") }
      return toLineEnd || !(byte.isBlank || ",;)}'\"".utf8.contains(byte))
    }
    return end > start ? start..<end : nil
  }
}
