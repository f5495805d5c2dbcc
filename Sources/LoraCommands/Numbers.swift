import Glibc
import LoraExperiment
import LoraReport

/// Numbers as people read them: a loss, a duration, a size.
enum Numbers {
  static func fixed(_ value: Double, _ places: Int) -> String {
    // Beyond it, neighbouring Doubles are further apart than the decimals tell.
    guard abs(value) < 1e12 else { return Quantity.number(value) }
    let scale = pow(10, Double(places))
    let rounded = (value * scale).rounded() / scale
    if places == 0 { return String(Int(clamping: rounded)) }
    var text = "\(rounded)"
    if text.contains("e") { return text }
    let written = text.split(separator: ".").last.map(\.count) ?? 0
    text += String(repeating: "0", count: max(0, places - written))
    return text
  }

  /// Four decimals tell neighbouring steps apart; a tiny loss keeps its leading digits.
  static func loss(_ value: Float) -> String {
    abs(value) < 0.001 && value != 0 ? "\(value)" : fixed(Double(value), 4)
  }

  /// A whole number as such, another with four decimals; a dash where there is none.
  static func plain(_ value: Double?) -> String {
    guard let value else { return "–" }
    let isWhole = value.rounded() == value && abs(value) < 1e9
    return isWhole ? String(Int(clamping: value)) : fixed(value, 4)
  }

  /// `1 run`, `2 runs`.
  static func counted(_ count: Int, _ thing: String) -> String {
    "\(count) \(thing)\(count == 1 ? "" : "s")"
  }

  /// Four decimals always, for columns of measured values.
  static func measured(_ value: Double?) -> String { value.map { fixed($0, 4) } ?? "–" }

  static func duration(_ seconds: Double) -> String {
    let whole = Int(clamping: seconds.rounded())
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min \(twoDigits(whole % 60)) s" }
    return "\(whole / 3600) h \(twoDigits(whole % 3600 / 60)) min"
  }

  static func bytes(_ count: Int) -> String {
    let units = ["bytes", "kB", "MB", "GB", "TB"]
    var value = Double(count)
    var unit = 0
    while value >= 1000 && unit < units.count - 1 {
      value /= 1000
      unit += 1
    }
    return unit == 0 ? "\(count) bytes" : "\(fixed(value, 1)) \(units[unit])"
  }

  private static func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
