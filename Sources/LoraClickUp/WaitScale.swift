/// How much shorter git-lora's waits for ClickUp are than they should be: 1, except in tests.
///
/// `GIT_LORA_TEST_WAITS=0.001` turns a minute into 60 milliseconds. Only numbers from 0 to 1 count:
/// no variable makes git-lora slower, and a mistyped one changes nothing.
public struct WaitScale: Sendable, Equatable {
  public static let variable = "GIT_LORA_TEST_WAITS"

  public let factor: Double

  public init(environment: [String: String]) {
    let factor = environment[Self.variable].flatMap { Double($0) } ?? 1
    self.factor = (0...1).contains(factor) ? factor : 1
  }

  /// `seconds` as long as they are to last.
  public func scaled(_ seconds: Double) -> Double { seconds * factor }
}
