/// An alphabet of strokes, drawn by the same pen as the curves: smooth at every size, and smaller
/// than a bitmap font. ASCII; any other character is a box.
///
/// A glyph is a list of strokes on a grid: x from 0, y from 0 at the top of a capital over 6 at
/// the base line to 8 under it, two digits a point. Two points are a straight line. Three or more
/// control a quadratic B-spline that starts and ends on the first and last, and is closed when
/// these are the same.
enum StrokeFont {
  static let glyphs: [Character: String] = [
    "A": "0620 2046 1434", "B": "0006 00303303 03404606", "C": "414000064645",
    "D": "0006 00404606", "E": "0006 0040 0333 0646", "F": "0006 0040 0333",
    "G": "414000064643 2343", "H": "0006 4046 0343", "I": "0006", "J": "30360604",
    "K": "0006 4004 1346", "L": "0006 0646", "M": "0006 0023 2340 4046", "N": "0006 0046 4640",
    "O": "0040460600", "P": "0006 00404303", "Q": "0040460600 2447", "R": "0006 00404303 2346",
    "S": "4140000343460605", "T": "0040 2026", "U": "000406464440", "V": "0026 2640",
    "W": "0016 1622 2236 3640", "X": "0046 4006", "Y": "0023 4023 2326", "Z": "0040 4006 0646",
    "a": "0232360602 3236", "b": "0006 0232360602", "c": "333202063635", "d": "3036 0232360602",
    "e": "0434 343202063635", "f": "201016 0222", "g": "32380807 0232360602",
    "h": "0006 04023236", "i": "0206 0000", "j": "121808 1010", "k": "0006 3205 1436", "l": "0006",
    "m": "0206 04022226 24224246", "n": "0206 04023236", "o": "0232360602",
    "p": "0208 0232360602", "q": "3238 0232360602", "r": "0206 040222", "s": "3332020434360605",
    "t": "101626 0222", "u": "02063634 3236", "v": "0226 2642", "w": "0216 1622 2236 3642",
    "x": "0236 3206", "y": "0226 4218", "z": "0232 3206 0636",
    "0": "0030360600", "1": "0120 2026", "2": "0100303206 0636", "3": "0100303313 1333360605",
    "4": "3004 0444 3036", "5": "3000 0003 030232360605", "6": "300004 0232360602",
    "7": "0030 3016", "8": "0030330300 0333360603", "9": "0030340400 063632",
    ".": "0606", ",": "0607", ":": "0303 0606", ";": "0303 0607", "-": "0424", "_": "0737",
    "+": "0444 2226", "=": "0333 0535", "/": "3007", "\\": "0037", "|": "0007", "~": "05133543",
    "(": "10020416", ")": "00121406", "[": "1000 0007 0717", "]": "0010 1017 1707",
    "<": "3204 0436", ">": "0234 3406", "%": "4006 0020220200 2444462624",
    "#": "1006 3026 0242 0444",
    "*": "2125 0224 0422", "'": "0001", "\"": "0001 1011", "!": "0004 0606",
    "…": "0606 2626 4646", "–": "0434",
  ]
  static let box = "0030 3036 3606 0600"

  struct Glyph {
    let strokes: [[Bitmap.Point]]
    let width: Float
  }

  /// The strokes of a glyph in grid units.
  static func glyph(_ character: Character) -> Glyph {
    if character == " " { return Glyph(strokes: [], width: 1.5) }
    let digits = glyphs[character] ?? box
    let strokes = digits.split(separator: " ").map { controls in
      curve(points(controls))
    }
    let width = digits.split(separator: " ").flatMap(points).map(\.x).max() ?? 0
    return Glyph(strokes: strokes, width: width)
  }

  private static func points(_ digits: Substring) -> [Bitmap.Point] {
    let values = digits.compactMap { $0.wholeNumberValue.map(Float.init) }
    return stride(from: 0, to: values.count - 1, by: 2).map { (values[$0], values[$0 + 1]) }
  }

  /// Chaikin's corner cutting, three times: as good as the spline at the size of letters.
  private static func curve(_ controls: [Bitmap.Point]) -> [Bitmap.Point] {
    guard controls.count > 2, let first = controls.first, let last = controls.last else {
      return controls
    }
    let isClosed = first == last
    var line = controls
    for _ in 0..<3 {
      var cut: [Bitmap.Point] = []
      for (a, b) in zip(line, line.dropFirst()) {
        cut.append((a.x * 0.75 + b.x * 0.25, a.y * 0.75 + b.y * 0.25))
        cut.append((a.x * 0.25 + b.x * 0.75, a.y * 0.25 + b.y * 0.75))
      }
      line = isClosed ? cut + [cut[0]] : [first] + cut + [last]
    }
    return line
  }
}
