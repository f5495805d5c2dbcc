/// What `Doctor` found, in the order in which it looked.
public struct DoctorReport: Sendable, Equatable {
  public internal(set) var findings: [Finding] = []
  /// Lines that `.lorarc` lacks, as YAML; what is proposed there is for a person to judge.
  public internal(set) var missingSettings: [String] = []

  public struct Finding: Sendable, Equatable {
    public let level: Level
    public let topic: Topic
    public let text: String
    /// The way out.
    public let hint: String?

    public init(_ level: Level, _ topic: Topic, _ text: String, hint: String? = nil) {
      self.level = level
      self.topic = topic
      self.text = text
      self.hint = hint
    }
  }

  public enum Level: String, Sendable { case ok, warning, problem }

  public enum Topic: String, Sendable {
    case token, workspace, list, statuses, fields, plan, people, rate
  }

  public var hasProblems: Bool { findings.contains { $0.level == .problem } }

  mutating func add(_ level: Level, _ topic: Topic, _ text: String, hint: String? = nil) {
    findings.append(Finding(level, topic, text, hint: hint))
  }
}
