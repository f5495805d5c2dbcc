/// Which modules get an adapter, by PEFT's rule: a text is a regular expression that the whole
/// path must match; a list names last components.
public struct ModulePattern {
  private let regex: Regex<AnyRegexOutput>

  /// Nil when `pattern` is no regular expression.
  public init?(_ pattern: String) {
    guard let regex = try? Regex(pattern) else { return nil }
    self.regex = regex
  }

  public func matches(_ path: String) -> Bool {
    (try? regex.wholeMatch(in: path)) != nil
  }
}
