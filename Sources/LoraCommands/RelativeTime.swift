import Glibc

/// A moment as people speak of it: `5 min ago`; beyond a month, its date.
enum RelativeTime {
  static func text(since seconds: Int, now: Int = time(nil)) -> String {
    let age = max(0, now - seconds)
    switch age {
    case ..<60: return "just now"
    case ..<3600: return "\(age / 60) min ago"
    case ..<86_400: return "\(age / 3600) h ago"
    case ..<(30 * 86_400): return age < 2 * 86_400 ? "1 day ago" : "\(age / 86_400) days ago"
    default: return date(seconds)
    }
  }

  /// UTC, `2026-11-24T17:20:01Z`.
  static func iso(_ seconds: Int) -> String {
    var moment = time_t(seconds)
    var parts = tm()
    gmtime_r(&moment, &parts)
    return "\(day(parts))T\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))Z"
  }

  static func date(_ seconds: Int) -> String {
    var moment = time_t(seconds)
    var parts = tm()
    localtime_r(&moment, &parts)
    return day(parts)
  }

  private static func day(_ parts: tm) -> String {
    "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
  }

  private static func two(_ value: Int32) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
