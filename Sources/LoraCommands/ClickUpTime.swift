/// ClickUp's milliseconds since 1970.
enum ClickUpTime {
  /// `2026-11-24T17:20:01.123Z`
  static func iso(_ milliseconds: Int) -> String {
    let rest = String(1000 + milliseconds % 1000).suffix(3)
    return RelativeTime.iso(milliseconds / 1000).dropLast() + ".\(rest)Z"
  }
}
