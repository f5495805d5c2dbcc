import LoraJSON

/// One thing wrong with the training data, at its place.
public struct DataProblem: Error, Sendable, Equatable, CustomStringConvertible {
  public let path: String
  /// One-based; nil when the file as a whole is meant.
  public let line: Int?
  /// One-based, in characters.
  public let column: Int?
  public let message: String
  /// The way out, where there is one to name.
  public let hint: String?

  public init(
    path: String, line: Int? = nil, column: Int? = nil, _ message: String, hint: String? = nil
  ) {
    self.path = path
    self.line = line
    self.column = column
    self.message = message
    self.hint = hint
  }

  /// `path:line:column: message`, as compilers write it. Safe for a terminal.
  public var description: String {
    let place = [line, column].compactMap { $0.map { ":\($0)" } }.joined()
    return "\(Printable(path, limit: 4096))\(place): \(message)"
  }
}

/// Everything wrong with the training data: the first problems, and how many there are.
public struct DataProblems: Error, Sendable, Equatable, CustomStringConvertible {
  public private(set) var first: [DataProblem] = []
  public private(set) var count = 0

  /// No more are kept.
  public static let limit = 20

  public init() {}

  init(_ problem: DataProblem) { add(problem) }

  public var isEmpty: Bool { count == 0 }

  mutating func add(_ problem: DataProblem) {
    count += 1
    if first.count < Self.limit { first.append(problem) }
  }

  /// Adds what another list holds.
  mutating func add(_ other: DataProblems) {
    for problem in other.first { add(problem) }
    count += other.count - other.first.count
  }

  public var description: String {
    let lines = first.map { problem in
      problem.description + (problem.hint.map { "\n  hint: \($0)" } ?? "")
    }
    let rest = count > first.count ? ["… and \(count - first.count) more"] : []
    return (lines + rest).joined(separator: "\n")
  }
}
