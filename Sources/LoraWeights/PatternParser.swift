/// A regular expression as a tree.
indirect enum PatternNode {
  case set(ScalarSet)
  case start
  case end
  case boundary
  /// What follows must, or must not, begin so.
  case look(PatternNode, isNegative: Bool)
  case sequence([PatternNode])
  case choice([PatternNode])
  /// At least so often, and at most; nil for any number.
  case repeated(PatternNode, Int, Int?)
}

/// A set of characters.
struct ScalarSet: Sendable {
  private var ranges: [ClosedRange<Unicode.Scalar>] = []
  private var isInverted = false

  /// All but line breaks.
  static let any = ScalarSet("\n"..."\n").inverted
  static let digits = ScalarSet("0"..."9")
  static let wordCharacters = ScalarSet("0"..."9", "A"..."Z", "_"..."_", "a"..."z")
  static let spaces = ScalarSet("\t"..."\r", " "..." ")

  init(_ ranges: ClosedRange<Unicode.Scalar>...) { self.ranges = ranges }

  static func one(_ scalar: Unicode.Scalar) -> ScalarSet { ScalarSet(scalar...scalar) }

  var inverted: ScalarSet {
    var set = self
    set.isInverted.toggle()
    return set
  }

  mutating func add(_ range: ClosedRange<Unicode.Scalar>) { ranges.append(range) }

  /// False for an inverted set, whose complement has no end.
  mutating func add(_ other: ScalarSet) -> Bool {
    ranges += other.ranges
    return !other.isInverted
  }

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    ranges.contains { $0.contains(scalar) } != isInverted
  }
}

/// Reads a regular expression; each method answers nil where it is none, or none that is understood.
struct PatternParser {
  private let scalars: [Unicode.Scalar]
  private var index = 0
  private var depth = 0
  private var isLooking = false

  private static let maximumDepth = 50
  private static let maximumLength = 4096
  private static let maximumRepetitions = 1000

  static func node(of text: String) -> PatternNode? {
    var parser = PatternParser(text)
    guard parser.scalars.count <= maximumLength, let node = parser.choice(), parser.next == nil
    else { return nil }
    return node
  }

  private init(_ text: String) { scalars = Array(text.unicodeScalars) }

  private var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  private mutating func take(_ text: String) -> Bool {
    guard scalars[index...].starts(with: text.unicodeScalars) else { return false }
    index += text.unicodeScalars.count
    return true
  }

  private mutating func choice() -> PatternNode? {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth, let first = sequence() else { return nil }
    var branches = [first]
    while take("|") {
      guard let branch = sequence() else { return nil }
      branches.append(branch)
    }
    return branches.count == 1 ? first : .choice(branches)
  }

  private mutating func sequence() -> PatternNode? {
    var nodes: [PatternNode] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      guard let atom = atom(), let node = repeated(atom) else { return nil }
      nodes.append(node)
    }
    return .sequence(nodes)
  }

  private mutating func repeated(_ atom: PatternNode) -> PatternNode? {
    let node: PatternNode
    if take("*") {
      node = .repeated(atom, 0, nil)
    } else if take("+") {
      node = .repeated(atom, 1, nil)
    } else if take("?") {
      node = .repeated(atom, 0, 1)
    } else if let (least, most) = bounds() {
      guard most.map({ least <= $0 && $0 <= Self.maximumRepetitions }) ?? true,
        least <= Self.maximumRepetitions
      else { return nil }
      node = .repeated(atom, least, most)
    } else {
      return atom
    }
    // Which of several ways is preferred does not change whether there is one.
    _ = take("?")
    switch next {
    case "*", "+", "?": return nil
    default: return node
    }
  }

  /// `{2}`, `{2,}`, `{2,3}`, `{,3}`; anything else in braces is text.
  private mutating func bounds() -> (Int, Int?)? {
    let start = index
    guard take("{") else { return nil }
    let least = number()
    let isRange = take(",")
    let most = isRange ? number() : least
    guard take("}"), least != nil || isRange else {
      index = start
      return nil
    }
    return (least ?? 0, most)
  }

  private mutating func number() -> Int? {
    let start = index
    while let scalar = next, ScalarSet.digits.contains(scalar) { index += 1 }
    guard index > start else { return nil }
    return Int(String(String.UnicodeScalarView(scalars[start..<index]))) ?? .max
  }

  private mutating func atom() -> PatternNode? {
    guard let scalar = next else { return nil }
    index += 1
    switch scalar {
    case "(": return group()
    case "[": return characterClass()
    case "\\": return escape()
    case ".": return .set(.any)
    case "^": return .start
    case "$": return .end
    case "*", "+", "?": return nil
    default: return .set(.one(scalar))
    }
  }

  private mutating func group() -> PatternNode? {
    if take("?") {
      if take("=") { return look(isNegative: false) }
      if take("!") { return look(isNegative: true) }
      if take("P<") {
        while let scalar = next, ScalarSet.wordCharacters.contains(scalar) { index += 1 }
        guard take(">") else { return nil }
      } else if !take(":") {
        return nil
      }
    }
    guard let node = choice(), take(")") else { return nil }
    return node
  }

  /// None within another: each looks from every place to the end.
  private mutating func look(isNegative: Bool) -> PatternNode? {
    guard !isLooking else { return nil }
    isLooking = true
    defer { isLooking = false }
    guard let node = choice(), take(")") else { return nil }
    return .look(node, isNegative: isNegative)
  }

  private mutating func escape() -> PatternNode? {
    if take("b") { return .boundary }
    if take("A") { return .start }
    if take("Z") { return .end }
    return escapedSet().map { .set($0) }
  }

  private mutating func escapedSet() -> ScalarSet? {
    guard let scalar = next else { return nil }
    index += 1
    switch scalar {
    case "d": return .digits
    case "D": return ScalarSet.digits.inverted
    case "w": return .wordCharacters
    case "W": return ScalarSet.wordCharacters.inverted
    case "s": return .spaces
    case "S": return ScalarSet.spaces.inverted
    case "n": return .one("\n")
    case "t": return .one("\t")
    default:
      return scalar != "_" && ScalarSet.wordCharacters.contains(scalar) ? nil : .one(scalar)
    }
  }

  private mutating func characterClass() -> PatternNode? {
    let isInverted = take("^")
    var set = ScalarSet()
    var isFirst = true
    while let scalar = next, scalar != "]" || isFirst {
      isFirst = false
      index += 1
      if scalar == "\\" {
        guard let escaped = escapedSet(), set.add(escaped) else { return nil }
      } else if next == "-", index + 1 < scalars.count, scalars[index + 1] != "]" {
        let last = scalars[index + 1]
        guard last != "\\", scalar <= last else { return nil }
        set.add(scalar...last)
        index += 2
      } else {
        set.add(scalar...scalar)
      }
    }
    guard take("]") else { return nil }
    return .set(isInverted ? set.inverted : set)
  }
}
