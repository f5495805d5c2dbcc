public import LoraDigest

/// `run.json`: everything about one run that a commit's own fields do not say.
///
/// Keys are snake case; absent optionals are left out. `format` grows when a reader of the older
/// format would be misled.
public struct RunRecord: Sendable, Codable, Equatable {
  public static let currentFormat = 1

  public var format = RunRecord.currentFormat
  public var id: RunID
  public var state: RunState
  /// Why it ended so, in words; absent when it simply completed.
  public var reason: String?
  /// Exit status or signal of the trainer, for example `exit 1` or `signal 9`.
  public var trainerExit: String?
  public var name: String
  public var branch: String
  /// The config's path below the top of the working tree.
  public var config: String
  /// The run's folder in the commit's tree.
  public var folder: String
  public var started: String
  public var ended: String
  public var trainer: TrainerIdentity
  public var source: SourceState
  /// `-s key=value`, in the order given.
  public var overrides: [String]
  public var seed: Int?
  public var host: HostIdentity
  public var baseModel: BaseModelIdentity?
  public var totals: Totals
  public var clickupTask: String?
  /// The run this one repeats (`--again`), a commit hash.
  public var repeats: String?
  /// Every other file in the run's folder.
  public var files: [RecordedFile]
  /// Files of `output_dir` that were not collected.
  public var leftInOutput: [String]

  public init(
    id: RunID, state: RunState, name: String, branch: String, config: String, folder: String,
    started: String, ended: String, trainer: TrainerIdentity, source: SourceState,
    overrides: [String], host: HostIdentity, totals: Totals
  ) {
    self.id = id
    self.state = state
    self.name = name
    self.branch = branch
    self.config = config
    self.folder = folder
    self.started = started
    self.ended = ended
    self.trainer = trainer
    self.source = source
    self.overrides = overrides
    self.host = host
    self.totals = totals
    files = []
    leftInOutput = []
  }
}

/// The program that trained.
public struct TrainerIdentity: Sendable, Codable, Equatable {
  public var name: String
  public var command: [String]
  public var version: String?
  /// The matrix-multiplication kernels it ran on, for example `Haswell`.
  public var kernel: String?

  public init(name: String, command: [String], version: String? = nil, kernel: String? = nil) {
    self.name = name
    self.command = command
    self.version = version
    self.kernel = kernel
  }
}

/// The working tree the run started from.
public struct SourceState: Sendable, Codable, Equatable {
  /// HEAD's commit; absent on an unborn branch.
  public var commit: String?
  /// The tree snapshotted, with uncommitted edits.
  public var tree: String
  /// Whether that tree differs from HEAD's.
  public var dirty: Bool
  /// Untracked, non-ignored files that the snapshot does not hold.
  public var untracked: [String]

  public init(commit: String?, tree: String, dirty: Bool, untracked: [String]) {
    self.commit = commit
    self.tree = tree
    self.dirty = dirty
    self.untracked = untracked
  }
}

/// The machine that trained.
public struct HostIdentity: Sendable, Codable, Equatable {
  public var name: String
  public var system: String
  public var processor: String
  public var cores: Int

  public init(name: String, system: String, processor: String, cores: Int) {
    self.name = name
    self.system = system
    self.processor = processor
    self.cores = cores
  }
}

/// The frozen weights an adapter belongs to.
public struct BaseModelIdentity: Sendable, Codable, Equatable {
  /// As the config names it.
  public var path: String
  /// Of a file: its digest. Of a folder: the digest of its sorted `<sha256>  <path>\n` lines.
  public var digest: Digest
  public var bytes: Int
  /// `llama`, `qwen2`, …, when its header says.
  public var architecture: String?

  public init(path: String, digest: Digest, bytes: Int, architecture: String? = nil) {
    self.path = path
    self.digest = digest
    self.bytes = bytes
    self.architecture = architecture
  }

  enum CodingKeys: String, CodingKey {
    case path, bytes, architecture
    case digest = "sha256"
  }
}

/// A file of the run's folder.
public struct RecordedFile: Sendable, Codable, Equatable {
  /// Below the run's folder.
  public var path: String
  public var bytes: Int
  public var digest: Digest
  public var role: Role
  /// Whether the tree holds an LFS pointer and the bytes lie in the LFS store.
  public var inLFS: Bool

  public enum Role: String, Sendable, Codable {
    case adapter, config, data, metrics, sample, log, report, attributes, collected
  }

  public init(path: String, bytes: Int, digest: Digest, role: Role, inLFS: Bool) {
    self.path = path
    self.bytes = bytes
    self.digest = digest
    self.role = role
    self.inLFS = inLFS
  }

  enum CodingKeys: String, CodingKey {
    case path, bytes, role
    case digest = "sha256"
    case inLFS = "lfs"
  }
}
