/// Something a person should know about a file they wrote: what, where, and the way out.
public struct Diagnostic: Error, Sendable, Codable, Equatable {
  public enum Severity: String, Sendable, Codable { case error, warning }

  public var severity: Severity
  /// The file's path, or `-s key=value` for an override on the command line.
  public var file: String
  /// From 1; absent when it concerns no place in the file.
  public var line: Int?
  /// From 1, in Unicode scalars.
  public var column: Int?
  /// Columns that the caret underlines.
  public var length: Int?
  public var message: String
  public var hint: String?
  /// The text of that line.
  public var sourceLine: String?

  public init(
    _ severity: Severity = .error, file: String, line: Int? = nil, column: Int? = nil,
    length: Int? = nil, message: String, hint: String? = nil, sourceLine: String? = nil
  ) {
    self.severity = severity
    self.file = file
    self.line = line
    self.column = column
    self.length = length
    self.message = message
    self.hint = hint
    self.sourceLine = sourceLine
  }

  enum CodingKeys: String, CodingKey {
    case severity, file, line, column, length, message, hint
    case sourceLine = "source_line"
  }
}

extension Sequence<Diagnostic> {
  public var hasErrors: Bool { contains { $0.severity == .error } }
}
