import LoraDigest
public import LoraExperiment
public import LoraGit

/// A file for a run's folder.
public struct RunFile: Sendable, Equatable {
  /// Below the run's folder.
  public var path: String
  public var role: RecordedFile.Role
  public var content: Content

  public enum Content: Sendable, Equatable {
    case bytes([UInt8])
    /// Already put into the LFS store.
    case lfs(LFSPointer)
  }

  public init(_ path: String, _ role: RecordedFile.Role, _ content: Content) {
    self.path = path
    self.role = role
    self.content = content
  }

  /// The entry that `run.json` lists for it.
  public var recorded: RecordedFile {
    switch content {
    case .bytes(let bytes):
      RecordedFile(
        path: path, bytes: bytes.count, digest: .of(bytes), role: role, inLFS: false)
    case .lfs(let pointer):
      RecordedFile(
        path: path, bytes: pointer.bytes, digest: pointer.digest, role: role, inLFS: true)
    }
  }
}

/// Everything that becomes a run commit.
public struct RunDraft: Sendable {
  /// Its `files` are filled in from `files` below.
  public var record: RunRecord
  /// The run's folder, without `run.json` and `.gitattributes`.
  public var files: [RunFile]
  public var source: SourceSnapshot
  /// The commit's first line.
  public var subject: String
  /// What stands between subject and trailers, when the subject is the user's own.
  public var body: String?
  /// The config's explicitly set keys, for the log.
  public var settings: [String: String]
  public var evaluationLoss: Float?

  public init(
    record: RunRecord, files: [RunFile], source: SourceSnapshot, subject: String,
    body: String? = nil,
    settings: [String: String] = [:], evaluationLoss: Float? = nil
  ) {
    self.record = record
    self.files = files
    self.source = source
    self.subject = subject
    self.body = body
    self.settings = settings
    self.evaluationLoss = evaluationLoss
  }

  var summary: RunSummary {
    RunSummary(of: record, settings: settings, evaluationLoss: evaluationLoss)
  }

  var message: String { summary.message(subject: subject, body: body) }
}
