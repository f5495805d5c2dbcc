/// What may stand as a key's value.
public enum ConfigType: Sendable, Equatable {
  case boolean
  case integer(ClosedRange<Int>)
  case number(NumberRange)
  case choice([String])
  /// Of a file or folder: relative to the top of the working tree, or absolute.
  case path
  /// One line of text.
  case text
  /// A name that another system gave; one made of digits needs no quotes.
  case identifier
  /// One identifier or a list of them.
  case identifiers
  /// File patterns as in `.gitignore`.
  case patterns
  /// Module names, or one regular expression over whole module paths.
  case modules
  /// Of images, in pixels: `512`, `[512, 768]` or `512,768`.
  case imageSize
  /// `50 MB`, or a number of bytes.
  case byteSize
  /// A trainer's command, split into words as a shell does, run without one.
  case command
  /// Where a run branch lies; contains `{name}`.
  case branch
  /// Environment variables.
  case variables

  /// What to write, to finish "must be …".
  public var description: String {
    switch self {
    case .boolean: "true or false"
    case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .number(let range): "a number \(range.description)"
    case .choice(let names): "one of " + names.joined(separator: ", ")
    case .path: "a path"
    case .text: "a line of text"
    case .identifier: "an id"
    case .identifiers: "an id or a list of ids"
    case .patterns: "a list of file patterns"
    case .modules: "a list of module names, or a regular expression"
    case .imageSize: "a size in pixels such as 512 or [512, 768], each 64 to 8192, in steps of 8"
    case .byteSize: "a size such as 50 MB"
    case .command: "a command with {config} in it"
    case .branch: "a branch name with {name} in it"
    case .variables: "a map of environment variables"
    }
  }
}

/// A range of real numbers, each end in or out.
public struct NumberRange: Sendable, Equatable {
  public let lower: Double
  public let includesLower: Bool
  public let upper: Double
  public let includesUpper: Bool

  static func from(_ lower: Double, to upper: Double) -> NumberRange {
    NumberRange(lower: lower, includesLower: true, upper: upper, includesUpper: true)
  }

  static func from(_ lower: Double, below upper: Double) -> NumberRange {
    NumberRange(lower: lower, includesLower: true, upper: upper, includesUpper: false)
  }

  static func above(_ lower: Double, to upper: Double) -> NumberRange {
    NumberRange(lower: lower, includesLower: false, upper: upper, includesUpper: true)
  }

  /// False for NaN too.
  func contains(_ number: Double) -> Bool {
    (includesLower ? number >= lower : number > lower)
      && (includesUpper ? number <= upper : number < upper)
  }

  var description: String {
    let (low, high) = (ConfigValue.number(lower).yaml, ConfigValue.number(upper).yaml)
    return switch (includesLower, includesUpper) {
    case (true, true): "from \(low) to \(high)"
    case (true, false): "of \(low) or more and below \(high)"
    case (false, true): "greater than \(low) and at most \(high)"
    case (false, false): "between \(low) and \(high)"
    }
  }
}
