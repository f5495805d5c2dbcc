/// Text in a picture.
enum Lettering {
  enum Alignment { case left, centre, right }

  /// - Parameters:
  ///   - size: height of a capital in pixels.
  ///   - at: on the base line, at the left end, middle or right end of the text.
  static func draw(
    _ text: String, on bitmap: inout Bitmap, at place: Bitmap.Point, size: Float, _ colour: Colour,
    _ alignment: Alignment = .left
  ) {
    let unit = size / 6
    var x = place.x - width(of: text, size: size) * share(alignment)
    var lines: [[Bitmap.Point]] = []
    for character in text {
      let glyph = StrokeFont.glyph(character)
      for stroke in glyph.strokes {
        lines.append(stroke.map { (x + $0.x * unit, place.y + ($0.y - 6) * unit) })
      }
      x += (glyph.width + spacing) * unit
    }
    bitmap.strokeAll(lines, colour, width: max(1.3, size / 7))
  }

  private static let spacing: Float = 2

  static func width(of text: String, size: Float) -> Float {
    let units = text.map { StrokeFont.glyph($0).width + spacing }.reduce(0, +)
    return max(0, units - spacing) * size / 6
  }

  /// Cut in the middle, because names of runs differ at both ends.
  static func shortened(_ text: String, to limit: Float, size: Float) -> String {
    guard width(of: text, size: size) > limit else { return text }
    var kept = text.count - 1
    while kept > 2 {
      let short = text.prefix((kept + 1) / 2) + "…" + text.suffix(kept / 2)
      if width(of: String(short), size: size) <= limit { return String(short) }
      kept -= 1
    }
    return "…"
  }

  private static func share(_ alignment: Alignment) -> Float {
    switch alignment {
    case .left: 0
    case .centre: 0.5
    case .right: 1
    }
  }
}
