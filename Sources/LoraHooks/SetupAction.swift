/// One thing that installing, removing or initialising did, or would do.
public struct SetupAction: Sendable, Equatable {
  public let verb: Verb
  /// A path, below the top of the working tree where it lies there, or a setting's name.
  public let subject: String
  /// Why it was left alone, or what was done to it, when the verb does not say it all.
  public let reason: String?
  /// Lines for a person to put into `subject`, when it was skipped for them to decide.
  public let lines: [String]

  public enum Verb: String, Sendable {
    case created, updated, removed, unchanged, skipped
  }

  init(_ verb: Verb, _ subject: String, _ reason: String? = nil, lines: [String] = []) {
    self.verb = verb
    self.subject = subject
    self.reason = reason
    self.lines = lines
  }
}
