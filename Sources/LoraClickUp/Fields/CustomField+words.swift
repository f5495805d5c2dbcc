import Glibc

extension CustomField {
  /// What it holds, as people see it; nil when unset.
  public var words: String? {
    switch value {
    case nil: nil
    case .text(let text)?: options.first { $0.id == text }?.name ?? text.trimmed
    case .number(let number)?: words(of: number)
    case .flag(let flag)?: flag ? "yes" : "no"
    case .other(let json)?: json
    }
  }

  /// A drop-down reads back as its option's place, a date as milliseconds.
  private func words(of number: Double) -> String {
    switch kind {
    case .dropDown: options.first { Double($0.order) == number }?.name ?? "\(number)"
    case .date: Self.day(number / 1000)
    default: Int(exactly: number).map { "\($0)" } ?? "\(number)"
    }
  }

  /// Where this machine is: `2026-11-24`.
  private static func day(_ seconds: Double) -> String {
    guard var moment = time_t(exactly: seconds.rounded(.down)) else { return "\(seconds)" }
    var parts = tm()
    localtime_r(&moment, &parts)
    func two(_ value: Int32) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
  }
}
