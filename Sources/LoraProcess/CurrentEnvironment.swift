import FoundationEssentials

extension Command {
  /// This process's own environment.
  public static var currentEnvironment: [String: String] { ProcessInfo.processInfo.environment }
}
