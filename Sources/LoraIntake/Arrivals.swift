import Glibc
import LoraArchive
import LoraClickUp
import LoraDigest
import LoraFiles

/// Attachments arriving one by one: downloaded, unpacked, recorded, and then there.
struct Arrivals {
  private(set) var outcome: PullOutcome
  private var data: PulledData

  private let pull: DataPull
  private let request: PullRequest
  private let plan: PullPlan
  private let staging: Staging

  init(_ pull: DataPull, _ request: PullRequest, _ plan: PullPlan, _ staging: Staging) {
    (self.pull, self.request, self.plan, self.staging) = (pull, request, plan, staging)
    outcome = plan.outcome
    data = plan.data
  }

  /// One that fails does not keep the others from coming.
  mutating func bring(_ progress: (PullProgress) -> Void) throws(IntakeError) {
    // The folder is this task's from the first byte on.
    if data.attachments.isEmpty && !plan.arrivals.isEmpty {
      try data.write(in: outcome.folder, by: staging)
    }
    let count = plan.arrivals.count
    let total = plan.arrivals.reduce(0) { $0 + weight($1) }
    var received = 0
    for (index, arrival) in plan.arrivals.enumerated() {
      do throws(IntakeError) {
        try bring(arrival) { bytes in
          progress(
            PullProgress(
              title: arrival.attachment.title, number: index + 1, count: count,
              totalBytes: total, receivedBytes: received + bytes))
        }
      } catch {
        outcome.failed.append(
          PullOutcome.Failed(attachment: arrival.attachment, error: error))
        if error.concernsAll { return }
      }
      received += weight(arrival)
    }
  }

  /// The stated size, as far as it can be true.
  private func weight(_ arrival: PullPlan.Arrival) -> Int {
    min(max(arrival.attachment.size ?? 0, 0), request.largest)
  }

  private mutating func bring(_ arrival: PullPlan.Arrival, _ progress: (Int) -> Void)
    throws(IntakeError)
  {
    let download = try withoutActuallyEscaping(progress) { progress throws(IntakeError) in
      try downloaded(arrival.attachment, progress)
    }
    let unpacked = try unpack(arrival)
    let entry = PulledData.Entry(
      arrival.attachment, name: arrival.name, bytes: download.bytes, sha256: download.sha256,
      files: unpacked?.files)
    let replaced = try arrival.replaced.map { old throws(IntakeError) in try makeRoom(old) } ?? nil
    try land(entry, isArchive: unpacked != nil, replacing: arrival.replaced)
    outcome.fetched.append(
      PullOutcome.Fetched(
        attachment: arrival.attachment, name: arrival.name, entry: entry,
        leftOut: unpacked?.skipped ?? 0, replaced: replaced, statedBytes: arrival.statedBytes))
  }

  // MARK: Downloading

  private static let tries = 4

  /// Waits and asks again where that can help, each time with the address that the task then has:
  /// a signed one does not last.
  private func downloaded(_ attachment: TaskAttachment, _ progress: @escaping (Int) -> Void)
    throws(IntakeError) -> (bytes: Int, sha256: Digest)
  {
    let download = Download(
      hosts: pull.hosts, transport: pull.transport, limit: request.largest, progress: progress)
    var attachment = attachment
    for attempt in 1...Self.tries {
      let partial = try PartialFile(of: attachment.id, size: attachment.size, in: staging)
      do throws(IntakeError) {
        try checkSpace(for: attachment, beside: partial)
        try download.fetch(attachment, into: partial)
        return (partial.bytes, try partial.finish())
      } catch {
        if !error.leavesSomething || partial.bytes == 0 { partial.remove() }
        guard attempt < Self.tries, error.mayPass || attempt == 1 && error.mayBeStale else {
          throw error
        }
        if error.mayPass { pull.pause(Double(1 << (attempt - 1))) }
        attachment = try again(attachment) ?? attachment
      }
    }
    preconditionFailure("the last try throws")
  }

  private func again(_ attachment: TaskAttachment) throws(IntakeError) -> TaskAttachment? {
    let id = outcome.task.id
    let task = try asking { () throws(ClickUpError) in try pull.service.task(TaskID(id)) }
    return task.attachments.first { $0.id == attachment.id }?.withoutEmptySize
  }

  private func checkSpace(for attachment: TaskAttachment, beside partial: PartialFile)
    throws(IntakeError)
  {
    let needed = (attachment.size ?? 0) - partial.bytes
    if needed > request.largest { return }  // Said better by the limit.
    if let free = DiskSpace.spare(at: staging.folder), needed > free {
      throw .noSpace(needed: needed, free: free)
    }
  }

  // MARK: Unpacking

  private func unpack(_ arrival: PullPlan.Arrival) throws(IntakeError) -> UnpackedArchive? {
    guard let kind = arrival.archive else { return nil }
    let id = arrival.attachment.id
    let folder = staging.unpacking(of: id)
    FolderRemoval.remove(folder)
    FolderRemoval.remove(staging.unpacked(of: id))
    var limits = request.archives
    limits.freeBytes = DiskSpace.spare(at: staging.folder)
    let unpacked: UnpackedArchive
    do throws(ArchiveError) {
      unpacked = try pull.unpack(staging.partial(of: id), kind, folder, limits)
    } catch {
      FolderRemoval.remove(folder)
      if !error.isEnvironment { removePartial(of: id) }
      throw .archive(error)
    }
    try onDisk(Files.move(folder, to: staging.unpacked(of: id)))
    return unpacked
  }

  // MARK: Landing

  /// First the record, then the name: a call that is cut off in between is completed by the next
  /// one, and a file that appears is always a recorded one.
  private mutating func land(
    _ entry: PulledData.Entry, isArchive: Bool, replacing old: PulledData.Entry?
  ) throws(IntakeError) {
    var recorded = data
    recorded.attachments.removeAll { $0.id == entry.id || $0.id == old?.id }
    recorded.attachments.append(entry)
    try recorded.write(in: outcome.folder, by: staging)
    let staged = isArchive ? staging.unpacked(of: entry.id) : staging.partial(of: entry.id)
    do throws(IntakeError) {
      try onDisk(Files.move(staged, to: outcome.folder + "/" + entry.name))
    } catch {
      try data.write(in: outcome.folder, by: staging)
      guard case .file(let refusal) = error, refusal.code == EEXIST else { throw error }
      throw .inTheWay(folder: outcome.folder, names: [entry.name])
    }
    data = recorded
    removePartial(of: entry.id)
  }

  private func removePartial(of id: String) {
    unlink(staging.partial(of: id))
    unlink(staging.note(of: id))
  }

  // MARK: Pruning

  static let asideName = ".lora-pruned"

  /// Moves what is gone from the task aside, unless somebody works on it here.
  mutating func prune() throws(IntakeError) {
    let folder = outcome.folder
    for (index, gone) in outcome.gone.enumerated() where !gone.isEdited {
      let place = try moveAside(gone.entry.name)
      data.attachments.removeAll { $0.id == gone.entry.id }
      try data.write(in: folder, by: staging)
      outcome.gone[index] = PullOutcome.Gone(entry: gone.entry, movedTo: place, isEdited: false)
    }
  }

  /// Moves away what is gone from the task and whose name a new attachment gets.
  ///
  /// - Returns: where it lies now; nil when there was nothing: it was deleted here, or a call was cut
  ///   off right after this.
  private func makeRoom(_ old: PulledData.Entry) throws(IntakeError) -> String? {
    Standing(outcome.folder + "/" + old.name) == .nothing ? nil : try moveAside(old.name)
  }

  private func moveAside(_ name: String) throws(IntakeError) -> String {
    let folder = outcome.folder
    let aside = folder + "/" + Self.asideName
    try DataFolder.make(aside)
    guard Standing(aside) == .folder else {
      throw .inTheWay(folder: folder, names: [Self.asideName])
    }
    let free = Self.freeName(name, in: aside)
    try onDisk(Files.move(folder + "/" + name, to: aside + "/" + free))
    return "\(Self.asideName)/\(free)"
  }

  private static func freeName(_ name: String, in folder: String) -> String {
    let taken = Set(Files.allNames(in: folder).map(NameRules.folded))
    let candidates = (1...).lazy.map { $0 == 1 ? name : "\($0)-\(name)" }
    return candidates.first { !taken.contains(NameRules.folded($0)) } ?? name
  }
}

extension IntakeError {
  /// Whether the next attachment would meet the same.
  fileprivate var concernsAll: Bool {
    switch self {
    case .clickUp: true
    default: false
    }
  }

  fileprivate var mayPass: Bool {
    if case .transport(let error) = self { return error.kind.isPassing }
    return kind == .unreached
  }

  /// What an address answers whose signature has run out.
  fileprivate var mayBeStale: Bool {
    if case .status(let status) = self { return [400, 401, 403, 404, 410].contains(status) }
    return false
  }

  /// Whether going on later makes sense.
  fileprivate var leavesSomething: Bool {
    switch self {
    case .transport, .status, .clickUp, .noSpace, .file: true
    default: false
    }
  }
}
