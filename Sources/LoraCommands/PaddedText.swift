import LoraYAML

extension String {
  func padded(to width: Int, right: Bool = false) -> String {
    let fill = String(repeating: " ", count: max(0, width - columns))
    return right ? fill + self : self + fill
  }

  /// At most `width` columns, an ellipsis in place of what does not fit.
  func truncated(to width: Int) -> String {
    guard columns > width else { return self }
    var kept = ""
    var used = 0
    for character in self {
      guard used + character.columns < width else { break }
      kept.append(character)
      used += character.columns
    }
    return kept + "…"
  }
}
