import Glibc

/// What this process does when a signal comes.
public struct SignalAction {
  private var action: sigaction

  /// - Parameter handler: called wherever the process is; may do nothing but what signal-safety(7)
  ///   lists.
  public init(_ handler: @escaping @convention(c) (Int32) -> Void) {
    action = sigaction()
    action.__sigaction_handler.sa_handler = handler
    action.sa_flags = SA_RESTART
  }

  private init(_ action: sigaction) { self.action = action }

  public static var ignoring: SignalAction { SignalAction(with: SIG_IGN) }
  public static var standard: SignalAction { SignalAction(with: SIG_DFL) }

  private init(with handler: __sighandler_t?) {
    action = sigaction()
    action.__sigaction_handler.sa_handler = handler
  }

  public static func now(of number: Int32) -> SignalAction {
    var action = sigaction()
    sigaction(number, nil, &action)
    return SignalAction(action)
  }

  public var isIgnored: Bool {
    unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == Self.ignored
  }

  /// `SIG_IGN`
  private static let ignored = 1

  /// Makes it what the process does from now on; answers what it did before.
  @discardableResult
  public func install(for number: Int32) -> SignalAction {
    var (new, old) = (action, sigaction())
    sigaction(number, &new, &old)
    return SignalAction(old)
  }
}
