/// A place in a YAML text.
public struct YAMLMark: Sendable, Equatable {
  /// From 1.
  public let line: Int
  /// From 1, in Unicode scalars.
  public let column: Int
  /// From 0, in Unicode scalars, not counting a byte order mark.
  public let offset: Int

  public init(line: Int, column: Int, offset: Int) {
    self.line = line
    self.column = column
    self.offset = offset
  }

  public static let start = YAMLMark(line: 1, column: 1, offset: 0)
}
