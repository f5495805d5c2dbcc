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

/// What was done, or with `dryRun` what would be, and what a person should know afterwards.
public struct SetupReport: Sendable, Equatable {
  public var actions: [SetupAction]
  public var notes: [String]

  /// Whether anything was, or would be, written.
  public var changesAnything: Bool {
    actions.contains { [.created, .updated, .removed].contains($0.verb) }
  }
}

/// An action together with what it writes: plans are made in full before the first write.
struct PlannedAction {
  var action: SetupAction
  var edit: Edit?

  enum Edit {
    case write(path: String, bytes: [UInt8], mode: mode_t)
    case delete(path: String)
    case git([String])
  }

  init(_ action: SetupAction, _ edit: Edit? = nil) {
    self.action = action
    self.edit = edit
  }
}
