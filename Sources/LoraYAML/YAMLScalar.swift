/// A scalar as it was written.
public struct YAMLScalar: Sendable, Equatable {
  /// After unescaping and folding.
  public let text: String
  public let style: Style
  /// An explicit `!!int` and the like.
  public let tag: Tag?

  public enum Style: Sendable { case plain, singleQuoted, doubleQuoted, literal, folded }

  public enum Tag: String, Sendable {
    case string = "tag:yaml.org,2002:str"
    case integer = "tag:yaml.org,2002:int"
    case float = "tag:yaml.org,2002:float"
    case boolean = "tag:yaml.org,2002:bool"
    case null = "tag:yaml.org,2002:null"
  }

  public init(_ text: String, style: Style = .plain, tag: Tag? = nil) {
    self.text = text
    self.style = style
    self.tag = tag
  }

  /// What it means: by its tag, else text when quoted, else by the YAML 1.2 core schema.
  /// Nil when the text is no value of its tag.
  public var value: YAMLValue? {
    switch tag {
    case .string: return .string(text)
    case nil: return style == .plain ? CoreSchema.value(of: text) : .string(text)
    case let tag?:
      switch (tag, CoreSchema.value(of: text)) {
      case (.integer, let value) where value.isInteger: return value
      case (.float, .integer(let number)): return .float(Double(number))
      case (.float, .float(let number)): return .float(number)
      case (.boolean, .boolean(let truth)): return .boolean(truth)
      case (.null, .null): return .null
      default: return nil
      }
    }
  }
}

/// The meaning of a scalar.
public enum YAMLValue: Sendable, Equatable {
  case null
  case boolean(Bool)
  case integer(Int)
  /// Also an integer that does not fit 64 bits.
  case float(Double)
  case string(String)

  var isInteger: Bool { if case .integer = self { true } else { false } }
}
