public import LoraConfig

/// A config that somebody named, read.
public struct NamedConfig: Sendable {
  /// Below the top of the working tree.
  public let path: String
  public let config: RunConfig
  /// What its runs are called.
  public let name: RunName
}

extension Workplace {
  /// The config at a path, or of a name below the configs folder. What it names (data, model) is
  /// not looked at.
  public func config(named typed: String) throws(RunFailure) -> NamedConfig {
    let path = try ConfigLookup(workplace: self).path(for: typed)
    let bytes = try NeededFile.read(path, below: try top())
    let parsed = RunConfig.parse(bytes: bytes, file: path, dialect: settings.dialect)
    guard let config = parsed.config else {
      throw RunFailure(.badConfig, "\(path) is broken", diagnostics: parsed.diagnostics)
    }
    return NamedConfig(
      path: path, config: config, name: RunName(configPath: path, patterns: settings.configs))
  }
}
