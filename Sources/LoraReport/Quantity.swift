import Glibc
import LoraExperiment

/// Numbers as people read them.
package enum Quantity {
  /// Rounded to `digits` significant digits: `1.234`, `0.0002`, `3e-7`. Trailing zeros go, unless
  /// `keepsZeros` asks for them because numbers stand below each other.
  package static func number(_ value: Double, digits: Int = 4, keepsZeros: Bool = false) -> String {
    guard value.isFinite else { return "not finite" }
    guard value != 0 else { return "0" }
    var exponent = Int(clamping: floor(log10(abs(value))))
    var mantissa = (abs(value) / pow(10, Double(exponent - digits + 1))).rounded()
    if mantissa >= pow(10, Double(digits)) {
      mantissa /= 10
      exponent += 1
    }
    let sign = value < 0 ? "-" : ""
    let figures = String(Int(clamping: mantissa))
    if exponent < -5 || exponent >= max(digits, 7) {
      let rest = trimmed(figures.dropFirst())
      return "\(sign)\(figures.prefix(1))\(rest.isEmpty ? "" : "." + rest)e\(exponent)"
    }
    let kept = keepsZeros ? figures : trimmed(figures)
    return sign + decimal(kept, exponent: exponent)
  }

  package static func number(_ value: Float, digits: Int = 4, keepsZeros: Bool = false) -> String {
    number(Double(value), digits: digits, keepsZeros: keepsZeros)
  }

  /// As many decimals as give the highest of the numbers in a table three significant digits: a
  /// column in which each has its own number of decimals is hard to read. Tiny numbers keep their
  /// leading digits instead.
  static func number(_ value: Float, inTableUpTo top: Float) -> String {
    let decimals = max(0, 2 - Int(clamping: floor(log10(top))))
    let scaled = (abs(Double(value)) * pow(10, Double(decimals))).rounded()
    guard value.isFinite, decimals <= 5, scaled < 1e15 else {
      return number(value, digits: 2, keepsZeros: true)
    }
    let figures = String(Int(clamping: scaled))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - figures.count)) + figures
    let sign = value < 0 && scaled > 0 ? "-" : ""
    let rest = decimals > 0 ? "." + padded.suffix(decimals) : ""
    return sign + padded.dropLast(decimals) + rest
  }

  private static func decimal(_ figures: String, exponent: Int) -> String {
    if exponent < 0 {
      return "0." + String(repeating: "0", count: -exponent - 1) + figures
    }
    let whole = figures.prefix(exponent + 1)
    let padding = String(repeating: "0", count: exponent + 1 - whole.count)
    let rest = figures.dropFirst(exponent + 1)
    return whole + padding + (rest.isEmpty ? "" : "." + rest)
  }

  private static func trimmed(_ figures: some StringProtocol) -> String {
    String(figures.reversed().drop { $0 == "0" }.reversed())
  }

  /// `100,000`
  package static func count(_ value: Int) -> String {
    let figures = Array(String(value.magnitude))
    let grouped = figures.enumerated().map { index, figure in
      (index > 0 && (figures.count - index) % 3 == 0 ? "," : "") + String(figure)
    }
    return (value < 0 ? "-" : "") + grouped.joined()
  }

  /// `850 bytes`, `1.2 MB` (powers of 1000).
  package static func bytes(_ count: Int) -> String {
    var value = Double(count)
    var unit = 0
    let units = ["bytes", "kB", "MB", "GB", "TB"]
    while value >= 1000, unit < units.count - 1 {
      value /= 1000
      unit += 1
    }
    return "\(number(value, digits: 3)) \(units[unit])"
  }

  /// `12.5 s`, `3 min 20 s`, `5 h 2 min`
  package static func duration(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds >= 0 else { return "unknown" }
    if seconds < 60 { return "\(number(seconds, digits: 3)) s" }
    let whole = Int(clamping: min(seconds, 1e15).rounded())
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3600) h \(whole / 60 % 60) min"
  }
}
