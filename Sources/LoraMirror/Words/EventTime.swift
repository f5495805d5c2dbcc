/// The times of records and events: UTC, `2026-11-24T17:20:01.123Z`.
public enum EventTime {
  /// Milliseconds since 1970; nil for anything else than such a time.
  public static func milliseconds(_ text: String) -> Int? {
    let bytes = Array(text.utf8)
    let marks: [Int: UInt8] = [4: 0x2D, 7: 0x2D, 10: 0x54, 13: 0x3A, 16: 0x3A]
    guard bytes.count >= 20, bytes.last == 0x5A, marks.allSatisfy({ bytes[$0.key] == $0.value })
    else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      range.allSatisfy { (0x30...0x39).contains(bytes[$0]) }
        ? range.reduce(0) { $0 * 10 + Int(bytes[$1] - 0x30) } : nil
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
      (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second <= 60
    else { return nil }
    var fraction = 0
    if bytes.count > 20 {
      guard bytes[19] == 0x2E, bytes.count >= 22 else { return nil }
      for place in 20..<23 {
        guard place < bytes.count - 1 else {
          fraction *= 10
          continue
        }
        guard let digit = number(place..<place + 1) else { return nil }
        fraction = fraction * 10 + digit
      }
    }
    let seconds = ((days(year, month, day) * 24 + hour) * 60 + minute) * 60 + second
    return seconds * 1000 + fraction
  }

  /// `2026-11-24 17:20 UTC`; the text as it is when it is no such time.
  static func words(_ text: String) -> String {
    guard milliseconds(text) != nil else { return Quoted.line(text, limit: 40) }
    return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5)) UTC"
  }

  /// Days since 1970 in the Gregorian calendar, by years that begin in March.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    return year * 365 + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468
  }
}
