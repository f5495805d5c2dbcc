public import LoraConfig
import LoraFiles
public import LoraGit
import LoraNames
public import LoraStore
import LoraYAML

/// The repository a command works in, and what the team agreed on there.
public struct Workplace {
  public let repository: Repository
  public let settings: TeamSettings
  /// The bytes of `.lorarc`; nil when there is none.
  public let settingsBytes: [UInt8]?

  /// The name of the team's settings file, at the top of the working tree.
  public static let settingsFile = ".lorarc"

  /// Opens the repository around `folder` (the working directory when nil).
  ///
  /// - Throws: `RunFailure`, with every problem of `.lorarc` when that is broken.
  public static func open(from folder: String? = nil) throws(RunFailure) -> Workplace {
    let repository = try failing { () throws(GitError) in try Repository.discover(from: folder) }
    guard let top = repository.environment.paths.topLevel,
      let bytes = try settingsBytes(below: top)
    else { return Workplace(repository: repository, settings: .standard, settingsBytes: nil) }
    let parsed = TeamSettings.parse(bytes: bytes, file: settingsFile)
    guard let settings = parsed.settings else {
      throw RunFailure(.badConfig, "\(settingsFile) is broken", diagnostics: parsed.diagnostics)
    }
    return Workplace(repository: repository, settings: settings, settingsBytes: bytes)
  }

  /// nil when there is no such file. One that cannot be read, or a link that leads nowhere, must
  /// not count as none.
  static func settingsBytes(below top: String) throws(RunFailure) -> [UInt8]? {
    let path = top + "/" + settingsFile
    if let bytes = (try? WholeFile(path))?.bytes { return bytes }
    guard Standing(path) != .nothing else { return nil }
    throw RunFailure(
      .badConfig,
      Standing(path, links: .followed) == .nothing
        ? "\(settingsFile) is a symbolic link that leads nowhere"
        : "\(settingsFile) is no file, or not one that you may read")
  }

  /// The repository's runs, by the team's branch pattern.
  public var store: RunStore { RunStore(repository, refs: RunRefs(pattern: settings.branch)) }

  /// The top of the working tree; a bare repository has none.
  public func top() throws(RunFailure) -> String {
    try failing { () throws(GitError) in try repository.environment.topLevel }
  }

  /// A path as the user typed it, from the folder they stand in, as one below the top.
  public func pathBelowTop(_ typed: String) throws(RunFailure) -> String {
    let top = try top()
    let absolute =
      typed.begins(with: "/") ? typed : "\(top)/\(repository.environment.paths.prefix)\(typed)"
    let components = FilePath.components(of: FilePath.resolvingFolder(of: absolute) ?? absolute)
    let topComponents = FilePath.components(of: FilePath.resolved(top) ?? top)
    guard components.begin(with: topComponents), components.count > topComponents.count else {
      throw RunFailure(
        .usage, "\(typed) lies outside this working tree",
        hint: "a run's config is part of its commit: copy it below \(top)")
    }
    return components.dropFirst(topComponents.count).joined(separator: "/")
  }
}
