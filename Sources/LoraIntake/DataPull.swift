public import LoraArchive
public import LoraClickUp
import LoraFiles
public import LoraHTTP

/// Brings the data of a task into a folder: what is new there comes, what is here stays.
public struct DataPull {
  /// `Archive.unpack`, or the same in a process of its own.
  public typealias Unpacker = (
    _ path: String, _ kind: ArchiveKind, _ folder: String, _ limits: ArchiveLimits
  ) throws(ArchiveError) -> UnpackedArchive

  let service: any ClickUpService
  let hosts: FileHosts
  let transport: any HTTPTransport
  let digests: LocalDigests
  let unpack: Unpacker
  /// Waits so many seconds.
  let pause: (Double) -> Void

  public init(
    service: any ClickUpService, hosts: FileHosts, transport: any HTTPTransport,
    digests: LocalDigests = .byReading, unpack: @escaping Unpacker = Archive.unpack,
    pause: @escaping (Double) -> Void
  ) {
    self.service = service
    self.hosts = hosts
    self.transport = transport
    self.digests = digests
    self.unpack = unpack
    self.pause = pause
  }

  /// One call at a time in a folder (`.busy`).
  ///
  /// A call that is cut off, however, leaves whole files under their names and the rest where the
  /// next call goes on.
  ///
  /// - Parameter task: as just read, attachments and all.
  /// - Throws: when nothing could be done; what failed for one attachment is in the outcome.
  public func run(
    _ request: PullRequest, on task: ClickUpTask, progress: (PullProgress) -> Void = { _ in }
  ) throws(IntakeError) -> PullOutcome {
    var plan = try PullPlan(request, task: task, digests: digests)
    guard !request.isDryRun else { return plan.dryOutcome }
    guard plan.hasWork(request) else { return plan.outcome }
    try DataFolder.make(plan.outcome.folder)
    guard let lock = try onDisk(FolderLock(ifFree: plan.outcome.folder)) else { throw .busy }
    defer { withExtendedLifetime(lock) {} }
    let staging = try Staging(in: plan.outcome.folder)
    defer { staging.removeIfEmpty() }
    try staging.recover(
      plan.data, in: plan.outcome.folder, wanted: Set(plan.arrivals.map(\.attachment.id)))
    plan = try PullPlan(request, task: task, digests: digests)
    var arrivals = Arrivals(self, request, plan, staging)
    try arrivals.bring(progress)
    if request.prunes { try arrivals.prune() }
    return arrivals.outcome
  }
}

extension PullPlan {
  var dryOutcome: PullOutcome {
    var outcome = outcome
    outcome.fetched = arrivals.map {
      PullOutcome.Fetched(
        attachment: $0.attachment, name: $0.name, entry: nil, leftOut: 0,
        replaced: $0.replaced?.name, statedBytes: $0.statedBytes)
    }
    return outcome
  }

  func hasWork(_ request: PullRequest) -> Bool {
    !arrivals.isEmpty || request.prunes && !outcome.gone.isEmpty || hasStaged
  }

  /// Whether the last call was cut off.
  private var hasStaged: Bool { Standing(outcome.folder + "/" + Staging.name) == .folder }
}
