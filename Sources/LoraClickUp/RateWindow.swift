import LoraHTTP

/// How many calls a token has left until when, as the server last said (`X-RateLimit-*`).
///
/// The windows are a minute long. A clock that is wrong must not make anybody wait for hours, so
/// no wait is longer than that.
struct RateWindow: Sendable, Equatable {
  var limit: Int
  var remaining: Int
  /// Seconds since 1970.
  var reset: Double

  static let length = 60.0

  init(limit: Int, remaining: Int, reset: Double) {
    self.limit = limit
    self.remaining = remaining
    self.reset = reset
  }

  init?(_ headers: HTTPHeaders) {
    func number(_ name: String) -> Double? { headers["X-RateLimit-\(name)"].flatMap { Double($0) } }
    guard let remaining = number("Remaining").flatMap({ Int(exactly: $0) }),
      let reset = number("Reset"), reset.isFinite
    else { return nil }
    self.init(
      limit: number("Limit").flatMap { Int(exactly: $0) } ?? 0, remaining: remaining, reset: reset)
  }

  /// How long to wait before the next call.
  func wait(at now: Double) -> Double {
    remaining > 0 ? 0 : min(max(0, reset - now), Self.length)
  }

  /// Both windows as one: of the same minute the smaller remainder holds, since answers overtake
  /// each other; else the later window.
  func merged(with newer: RateWindow) -> RateWindow {
    guard newer.reset == reset else { return newer.reset > reset ? newer : self }
    return RateWindow(limit: newer.limit, remaining: min(remaining, newer.remaining), reset: reset)
  }
}

extension RateWindow {
  /// `limit remaining reset`, as it stands in the file that processes share.
  var line: String { "\(limit) \(remaining) \(reset)\n" }

  init?(line: String) {
    let words = line.split { $0 == " " || $0 == "\n" }
    guard words.count == 3, let limit = Int(words[0]), let remaining = Int(words[1]),
      let reset = Double(words[2]), reset.isFinite
    else { return nil }
    self.init(limit: limit, remaining: remaining, reset: reset)
  }
}
