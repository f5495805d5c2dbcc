/// A regular expression over whole module paths, in the part of Python's syntax that such patterns use.
///
/// Patterns come with other people's adapters, and trying one way after the other takes for ever with
/// some: `(a|a)*b` has 2ⁿ of them. Here all ways are followed at once, so that the time is the path's
/// length times the pattern's (Thompson, Regular Expression Search Algorithm, 1968).
public struct ModulePattern: Sendable {
  enum Step {
    case take(ScalarSet)
    /// Goes on at both places.
    case either(Int, Int)
    case jump(Int)
    case start
    case end
    /// Goes on where a word begins or ends.
    case boundary
    /// Goes on where the look-ahead of that number holds.
    case look(Int)
    case match
  }

  private var steps: [Step] = []
  private var looks: [(pattern: ModulePattern, isNegative: Bool)] = []
  private var emitted = 0

  /// A pattern repeated in a pattern grows fast: `((a{99}){99}){99}`.
  private static let maximumSteps = 2000

  /// Nil for what is no pattern, or one with look-behind, back references or flags.
  ///
  /// - Parameter behindDot: whether it need only match from the path's start or a dot on, to its end,
  ///   as PEFT's `rank_pattern` and `alpha_pattern` do.
  public init?(_ text: String, behindDot: Bool = false) {
    guard var node = PatternParser.node(of: text) else { return nil }
    if behindDot {
      let parent = PatternNode.sequence([.repeated(.set(.any), 0, nil), .set(.one("."))])
      node = .sequence([.repeated(parent, 0, 1), node])
    }
    self.init(node)
  }

  private init?(_ node: PatternNode) {
    guard emit(node) else { return nil }
    steps.append(.match)
  }

  /// Whether it matches all of `path`.
  public func matches(_ path: String) -> Bool {
    matches(Array(path.unicodeScalars), from: 0, toTheEnd: true)
  }

  private func matches(_ path: [Unicode.Scalar], from first: Int, toTheEnd: Bool) -> Bool {
    var places = PlaceSet(count: steps.count)
    follow(0, at: first, of: path, into: &places)
    for index in first..<path.count {
      if !toTheEnd && isMatch(places) { return true }
      var next = PlaceSet(count: steps.count)
      for place in places.list {
        if case .take(let set) = steps[place], set.contains(path[index]) {
          follow(place + 1, at: index + 1, of: path, into: &next)
        }
      }
      if next.list.isEmpty { return false }
      places = next
    }
    return isMatch(places)
  }

  private func isMatch(_ places: PlaceSet) -> Bool {
    places.list.contains { if case .match = steps[$0] { true } else { false } }
  }

  /// Adds the places that can be reached from `place` without taking a character.
  private func follow(
    _ place: Int, at index: Int, of path: [Unicode.Scalar], into places: inout PlaceSet
  ) {
    var pending = [place]
    while let place = pending.popLast() {
      guard places.insert(place) else { continue }
      switch steps[place] {
      case .take, .match: break
      case .either(let first, let second): pending += [second, first]
      case .jump(let target): pending.append(target)
      case .start: if index == 0 { pending.append(place + 1) }
      case .end: if index == path.count { pending.append(place + 1) }
      case .boundary: if Self.isBoundary(index, path) { pending.append(place + 1) }
      case .look(let number):
        let look = looks[number]
        if look.pattern.matches(path, from: index, toTheEnd: false) != look.isNegative {
          pending.append(place + 1)
        }
      }
    }
  }
}

extension ModulePattern {
  private static func isBoundary(_ index: Int, _ path: [Unicode.Scalar]) -> Bool {
    let before = index > 0 && ScalarSet.wordCharacters.contains(path[index - 1])
    let behind = index < path.count && ScalarSet.wordCharacters.contains(path[index])
    return before != behind
  }
}

/// Places in the order they were added, each once.
private struct PlaceSet {
  private(set) var list: [Int] = []
  private var isIn: [Bool]

  init(count: Int) { isIn = Array(repeating: false, count: count) }

  mutating func insert(_ place: Int) -> Bool {
    guard !isIn[place] else { return false }
    isIn[place] = true
    list.append(place)
    return true
  }
}

// From a tree to steps

extension ModulePattern {
  /// False when that becomes too much.
  private mutating func emit(_ node: PatternNode) -> Bool {
    // Counted apart from the steps: an empty group has none.
    emitted += 1
    guard emitted <= 2 * Self.maximumSteps else { return false }
    switch node {
    case .set(let set): steps.append(.take(set))
    case .start: steps.append(.start)
    case .end: steps.append(.end)
    case .boundary: steps.append(.boundary)
    case .look(let node, let isNegative):
      guard let pattern = ModulePattern(node) else { return false }
      steps.append(.look(looks.count))
      looks.append((pattern, isNegative))
    case .sequence(let nodes): return nodes.allSatisfy { emit($0) }
    case .choice(let nodes): return emit(choice: nodes)
    case .repeated(let node, let least, let most): return emit(node, least, most)
    }
    return true
  }

  private mutating func emit(choice nodes: [PatternNode]) -> Bool {
    var ends: [Int] = []
    for (index, node) in nodes.enumerated() {
      let isLast = index == nodes.count - 1
      let fork = steps.count
      if !isLast { steps.append(.either(0, 0)) }
      guard emit(node) else { return false }
      if !isLast {
        ends.append(steps.count)
        steps.append(.jump(0))
        steps[fork] = .either(fork + 1, steps.count)
      }
    }
    for end in ends { steps[end] = .jump(steps.count) }
    return true
  }

  private mutating func emit(_ node: PatternNode, _ least: Int, _ most: Int?) -> Bool {
    for _ in 0..<least where !emit(node) { return false }
    guard let most else {
      let fork = steps.count
      steps.append(.either(0, 0))
      guard emit(node) else { return false }
      steps.append(.jump(fork))
      steps[fork] = .either(fork + 1, steps.count)
      return true
    }
    var forks: [Int] = []
    for _ in least..<max(least, most) {
      forks.append(steps.count)
      steps.append(.either(0, 0))
      guard emit(node) else { return false }
    }
    for fork in forks { steps[fork] = .either(fork + 1, steps.count) }
    return true
  }
}
