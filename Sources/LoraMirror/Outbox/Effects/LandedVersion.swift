public import LoraDigest

/// The run a field names.
public struct LandedVersion: Sendable, Equatable, Codable {
  /// As people call it.
  public let name: String
  /// 40 hexadecimal digits.
  public let commit: String
  /// The run's folder in the commit's tree.
  public let folder: String
  /// The adapter's LFS object and its name in the folder.
  public let adapter: Digest?
  public let adapterName: String?
  /// UTC, as `run.json` has it.
  public let ended: String
  /// The entry that attaches the adapter; nil when it is not attached.
  public let attachedAs: EffectKey?

  public init(
    name: String, commit: String, folder: String, adapter: Digest?, adapterName: String?,
    ended: String, attachedAs: EffectKey?
  ) {
    self.name = name
    self.commit = commit
    self.folder = folder
    self.adapter = adapter
    self.adapterName = adapterName
    self.ended = ended
    self.attachedAs = attachedAs
  }

  var decided: VersionDecision.Run {
    VersionDecision.Run(commit: commit, ended: EventTime.milliseconds(ended) ?? 0)
  }
}
