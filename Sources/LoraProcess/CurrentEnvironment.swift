import FoundationEssentials

extension Command {
  /// This process's own environment.
  public static var currentEnvironment: [String: String] { ProcessInfo.processInfo.environment }

  /// What a child gets of it: all but the team's ClickUp token, which no program needs that git-lora
  /// starts.
  public static var childEnvironment: [String: String] {
    var variables = currentEnvironment
    variables["CLICKUP_TOKEN"] = nil
    return variables
  }
}
