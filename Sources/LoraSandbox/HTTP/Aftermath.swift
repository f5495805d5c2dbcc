/// What becomes of a connection after a request.
enum Aftermath: Sendable {
  case goesOn
  case closes
  /// Closes, and only then does this.
  case closesThen(@Sendable () async -> Void)
}
