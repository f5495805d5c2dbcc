/// How a process ended.
public enum ExitStatus: Sendable, Equatable, CustomStringConvertible {
  case exited(Int32)
  case signalled(Int32)

  /// Decodes the status word of `waitpid`.
  init(waitStatus word: Int32) {
    let signal = word & 0x7f
    self = signal == 0 ? .exited((word >> 8) & 0xff) : .signalled(signal)
  }

  public var isSuccess: Bool { self == .exited(0) }

  /// `exit 1` or `signal 9`.
  public var description: String {
    switch self {
    case .exited(let code): "exit \(code)"
    case .signalled(let number): "signal \(number)"
    }
  }
}

/// What a finished process left behind. A stream that was not captured is empty.
public struct Output: Sendable {
  public let status: ExitStatus
  public let output: [UInt8]
  public let errors: [UInt8]

  public var text: String { String(decoding: output, as: UTF8.self) }
  public var errorText: String { String(decoding: errors, as: UTF8.self) }

  /// The output without its trailing line ends.
  public var line: String {
    var text = Substring(self.text)
    while text.last?.isNewline == true { text.removeLast() }
    return String(text)
  }
}
