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

  /// What is known after another answer. Of the same window the smaller remainder holds, since
  /// answers overtake each other; one of a window that is over says nothing about the next. Any
  /// other is the server's newest word, also when it takes back what it said (another plan).
  func merged(with answer: RateWindow, at now: Double) -> RateWindow {
    if answer.reset == reset && answer.limit == limit {
      return RateWindow(limit: limit, remaining: min(remaining, answer.remaining), reset: reset)
    }
    return answer.reset <= now && reset > now ? self : answer
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
