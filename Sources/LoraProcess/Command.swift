/// A program to start, and where its standard streams go.
///
/// Every descriptor but the three standard ones is closed in the child, and every signal has its
/// default disposition there, whatever the parent ignores, but for `ChildSignals`; none is blocked.
public struct Command: Sendable {
  /// A name to look up in `PATH`, or a path when it contains a slash.
  public var program: String
  public var arguments: [String]
  /// The whole environment of the child.
  public var environment: [String: String]
  /// The child's working directory; the parent's when nil.
  public var folder: String?
  public var input: Input
  public var output: Sink
  public var errors: Sink
  /// Makes the child the leader of a process group of its own, so that a terminal's Ctrl-C does
  /// not reach it and `signalGroup` reaches everything it started.
  public var ownGroup: Bool
  /// Makes the child the leader of a session of its own, without a terminal, in which every signal
  /// is blocked from its first instruction on: only SIGKILL ends it.
  public var isDetached: Bool
  /// Seconds after which `run` ends the program and everything in its group; nil waits for ever.
  /// For what only asks a network: set `ownGroup` with it.
  public var timeLimit: Double?

  public enum Input: Sendable {
    case none
    case bytes([UInt8])
    /// What `ChildProcess.send` sends, until `endInput` or the end of this process.
    case channel
    /// A descriptor that is open here, as a pipe's reading end; it stays the caller's to close.
    case descriptor(Int32)
  }

  public enum Sink: Sendable, Equatable {
    case capture
    case discard
    case inherit
    /// Created when missing; each write goes to the end.
    case append(toFile: String)
  }

  public init(
    _ program: String, _ arguments: [String] = [],
    environment: [String: String] = Command.childEnvironment, folder: String? = nil,
    input: Input = .none, output: Sink = .capture, errors: Sink = .capture, ownGroup: Bool = false,
    isDetached: Bool = false, timeLimit: Double? = nil
  ) {
    self.program = program
    self.arguments = arguments
    self.environment = environment
    self.folder = folder
    self.input = input
    self.output = output
    self.errors = errors
    self.ownGroup = ownGroup
    self.isDetached = isDetached
    self.timeLimit = timeLimit
  }

  /// Starts the program, waits for its end and returns what it wrote.
  public func run() throws(ProcessError) -> Output { try ChildProcess(self).collect() }
}
