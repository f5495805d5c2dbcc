/// A value in a YAML document, and where it stands. An alias counts as the value it stands for,
/// at the alias's own place.
public struct YAMLNode: Sendable, Equatable {
  public let content: Content
  public let start: YAMLMark
  public let end: YAMLMark
  /// How many nodes it holds, itself included, with aliases counted in full.
  let size: Int

  public indirect enum Content: Sendable, Equatable {
    case scalar(YAMLScalar)
    case sequence([YAMLNode])
    case mapping([YAMLPair])
  }

  package init(_ content: Content, start: YAMLMark, end: YAMLMark) {
    self.content = content
    self.start = start
    self.end = end
    size =
      switch content {
      case .scalar: 1
      case .sequence(let items): items.reduce(1) { $0 + $1.size }
      case .mapping(let pairs): pairs.reduce(1) { $0 + 1 + $1.value.size }
      }
  }

  /// The same value at another place.
  func standing(from start: YAMLMark, to end: YAMLMark) -> YAMLNode {
    YAMLNode(content, start: start, end: end)
  }

  public var scalar: YAMLScalar? {
    if case .scalar(let scalar) = content { scalar } else { nil }
  }

  public var sequence: [YAMLNode]? {
    if case .sequence(let items) = content { items } else { nil }
  }

  public var mapping: [YAMLPair]? {
    if case .mapping(let pairs) = content { pairs } else { nil }
  }

  /// How many columns it takes on its first line; 1 when it goes on below it.
  public var length: Int {
    end.line == start.line ? max(1, end.column - start.column) : 1
  }
}

/// One `key: value` of a mapping. Keys are unique within it.
public struct YAMLPair: Sendable, Equatable {
  public let key: String
  public let keyStart: YAMLMark
  public let keyLength: Int
  public let value: YAMLNode
}
