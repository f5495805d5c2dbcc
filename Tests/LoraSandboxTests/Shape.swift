import LoraSandbox

/// Which keys an answer has and of what type their values are, folded over the elements of lists.
indirect enum Shape: Equatable {
  case null
  case flag, number, text
  case list(Shape)
  /// Each key with its shape, and whether all objects seen had it.
  case object([String: (shape: Shape, isAlways: Bool)])
  /// An empty list tells nothing of its elements.
  case unknown
  case conflict(String)

  init(_ json: JSON) {
    switch json {
    case .null: self = .null
    case .bool: self = .flag
    case .int, .double: self = .number
    case .string: self = .text
    case .array(let items): self = .list(items.map(Shape.init).reduce(.unknown) { $0.joined($1) })
    case .object(let members):
      self = .object(
        Dictionary(
          members.map { ($0.key, (Shape($0.value), true)) }, uniquingKeysWith: { a, _ in a }))
    }
  }

  /// What fits both. Null and unknown fit everything.
  func joined(_ other: Shape) -> Shape {
    switch (self, other) {
    case (.unknown, let shape), (let shape, .unknown), (.null, let shape), (let shape, .null):
      return shape
    case (.list(let a), .list(let b)): return .list(a.joined(b))
    case (.object(let a), .object(let b)):
      return .object(
        Dictionary(
          Set(a.keys).union(b.keys).map { key in
            let shape = (a[key]?.shape ?? .unknown).joined(b[key]?.shape ?? .unknown)
            return (key, (shape, a[key]?.isAlways ?? false && b[key]?.isAlways ?? false))
          }, uniquingKeysWith: { a, _ in a }))
    default: return self == other ? self : .conflict("\(self) and \(other)")
    }
  }

  /// What a real answer has and this one has not, has otherwise, or has on top.
  func differences(from real: Shape, at place: String = "", allowed: Set<String> = []) -> [String] {
    switch (self, real) {
    case (.unknown, _), (_, .unknown), (.null, _), (_, .null): return []
    case (.list(let own), .list(let wanted)):
      return own.differences(from: wanted, at: place + "[]", allowed: allowed)
    case (.object(let own), .object(let wanted)):
      return Set(own.keys).union(wanted.keys).sorted().flatMap { key -> [String] in
        let path = "\(place).\(key)"
        guard let mine = own[key] else {
          return wanted[key]?.isAlways == true ? ["\(path) is missing"] : []
        }
        guard let theirs = wanted[key] else {
          return allowed.contains(path) ? [] : ["\(path) is on top"]
        }
        return mine.shape.differences(from: theirs.shape, at: path, allowed: allowed)
      }
    default: return self == real ? [] : ["\(place) is \(self), not \(real)"]
    }
  }

  static func == (a: Shape, b: Shape) -> Bool { "\(a)" == "\(b)" }
}
