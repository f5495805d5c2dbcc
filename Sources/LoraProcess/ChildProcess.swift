import CLinux
import Glibc

/// A started program. Whoever starts one also waits for it: with `collect`, `wait`, or `poll`
/// until it answers.
public final class ChildProcess {
  public let pid: Int32
  private let program: String
  private let deadline: Deadline
  private var input: Descriptor?
  private let output: Descriptor?
  private let errors: Descriptor?
  private var status: ExitStatus?

  public init(_ command: Command) throws(ProcessError) {
    let input = try StreamEnds.input(command.input, of: command.program)
    let output = try StreamEnds.output(command.output, of: command.program)
    let errors = try StreamEnds.output(command.errors, of: command.program)
    program = command.program
    deadline = Deadline(limit: command.timeLimit)
    self.input = input.parent
    self.output = output.parent
    self.errors = errors.parent
    pid = try command.spawn(input: input.child, output: output.child, errors: errors.child)
  }

  /// Reads the captured streams to their ends and waits for the process.
  ///
  /// - Throws: `.timeOut` when `Command.timeLimit` passed before the streams ended; the process and
  ///   its group have been killed then.
  public func collect() throws(ProcessError) -> Output {
    var streams = [output, errors].map { CapturedStream(descriptor: $0) }
    do throws(ProcessError) {
      try CapturedStream.readAll(&streams, of: program, until: deadline)
    } catch {
      guard case .timeOut = error else { throw error }
      // The group, if it leads one: what it started holds its streams open.
      signalGroup(SIGKILL)
      signal(SIGKILL)
      try wait()
      throw error
    }
    return Output(status: try wait(), output: streams[0].bytes, errors: streams[1].bytes)
  }

  /// Blocks until the process ends. A captured stream that fills up would block for ever: use
  /// `collect` then.
  @discardableResult
  public func wait() throws(ProcessError) -> ExitStatus {
    while true {
      if let status = try check(options: 0) { return status }
    }
  }

  /// Sends bytes to a process whose input is a `.channel`, and ends that input. One that has ended
  /// gets nothing; its end tells.
  public func send(_ bytes: [UInt8]) {
    guard let channel = input else { return }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { CLinux_send(channel.number, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { break }
      rest = rest.dropFirst(count)
    }
    endInput()
  }

  public func endInput() { input = nil }

  /// How it ended, or nil while it runs.
  public func poll() throws(ProcessError) -> ExitStatus? { try check(options: WNOHANG) }

  /// Sends `number` to the process's group (see `Command.ownGroup`), unless it has ended.
  public func signalGroup(_ number: Int32) { if status == nil { kill(-pid, number) } }

  public func signal(_ number: Int32) { if status == nil { kill(pid, number) } }

  private func check(options: Int32) throws(ProcessError) -> ExitStatus? {
    if let status { return status }
    var word: Int32 = 0
    let answer = waitpid(pid, &word, options)
    if answer == pid {
      status = ExitStatus(waitStatus: word)
      return status
    }
    if answer < 0 && errno != EINTR {
      throw .system(call: "waitpid", program: program, code: errno)
    }
    return nil
  }
}
