/// RFC 4648 §4, with padding.
enum Base64 {
  static func encode(_ bytes: [UInt8]) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var result: [UInt8] = []
    result.reserveCapacity((bytes.count + 2) / 3 * 4)
    var index = 0
    while index < bytes.count {
      let group = (0..<3).reduce(UInt32(0)) { sum, offset in
        sum << 8 | (index + offset < bytes.count ? UInt32(bytes[index + offset]) : 0)
      }
      for place in 0..<4 {
        let isPadding = index + place > bytes.count
        result.append(
          isPadding ? UInt8(ascii: "=") : digits[Int(group >> (18 - 6 * UInt32(place)) & 63)])
      }
      index += 3
    }
    return String(decoding: result, as: UTF8.self)
  }
}
