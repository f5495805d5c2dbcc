import LoraArchive
import LoraClickUp
import LoraFiles

/// What is to be done, from the task, the folder and the request, before anything is.
struct PullPlan {
  var outcome: PullOutcome
  let data: PulledData
  private(set) var arrivals: [Arrival] = []

  /// An attachment to be fetched, and the name it gets.
  struct Arrival {
    let attachment: TaskAttachment
    let name: String
    /// nil: it stays packed, or is no archive.
    let archive: ArchiveKind?
    /// What is gone from the task and had the name until now.
    let replaced: PulledData.Entry?
    /// As the task says: 0 too.
    let statedBytes: Int?
  }

  /// Recorded, gone from the task, and not changed here: a new attachment may take their place.
  private var vacant: [PulledData.Entry] = []

  /// - Throws: when the folder is another task's, or has files of others where ours would go.
  init(_ request: PullRequest, task: ClickUpTask, digests: LocalDigests) throws(IntakeError) {
    let folder = request.folder(for: task)
    if let top = request.top { try Whereabouts(folder).check(below: top) }
    let found = try PulledData.read(in: folder)
    if let found, found.task.id != task.id {
      throw .otherTask(folder: folder, task: found.task.customId ?? found.task.id)
    }
    data = found ?? PulledData(task: task)
    outcome = PullOutcome(task: task, folder: folder)
    try judgeRecorded(request, digests)
    choose(request)
    try checkNames()
  }

  private mutating func judgeRecorded(_ request: PullRequest, _ digests: LocalDigests)
    throws(IntakeError)
  {
    let present = Set(outcome.task.attachments.filter { !$0.isDeleted }.map(\.id))
    for entry in data.attachments {
      let state = try digests.state(of: entry, in: outcome.folder)
      if !present.contains(entry.id) {
        if state != .edited { vacant.append(entry) }
        if state == .missing { continue }
        outcome.gone.append(
          PullOutcome.Gone(entry: entry, movedTo: nil, isEdited: state == .edited))
        continue
      }
      switch state {
      case .same: outcome.kept.append(entry)
      case .edited: outcome.edited.append(entry)
      case .missing where !request.bringsBack: outcome.missing.append(entry)
      case .missing: break
      }
    }
  }

  private mutating func choose(_ request: PullRequest) {
    let settled = Set((outcome.kept + outcome.edited + outcome.missing).map(\.id))
    var seen: Set<String> = []
    var chosen: [TaskAttachment] = []
    let inOrder = outcome.task.attachments.sorted { ($0.date, $0.id) < ($1.date, $1.id) }
    for attachment in inOrder where seen.insert(attachment.id).inserted {
      if settled.contains(attachment.id) {
        chosen.append(attachment)
      } else if let reason = request.selection.reason(against: attachment) {
        outcome.skipped.append(PullOutcome.Skipped(attachment: attachment, reason: reason))
      } else {
        chosen.append(attachment)
      }
    }
    let naming = Naming(of: chosen, data, vacant: vacant, unpacks: request.unpacks)
    for attachment in chosen where !settled.contains(attachment.id) {
      let name = naming.names[attachment.id] ?? attachment.id
      let replaced = naming.predecessor(of: attachment.id)
      outcome.gone.removeAll { $0.entry.id == replaced?.id }
      arrivals.append(
        Arrival(
          attachment: attachment.withoutEmptySize, name: name,
          archive: request.unpacks ? ArchiveKind(named: attachment.title) : nil,
          replaced: replaced, statedBytes: attachment.size))
    }
  }

  /// On a disk that ignores case, a foreign `photo.png` is in the way of our `Photo.png`.
  private func checkNames() throws(IntakeError) {
    let ours = Set(data.attachments.map(\.name))
    let foreign = Files.allNames(in: outcome.folder).filter { !ours.contains($0) }
    let inTheWay = Dictionary(foreign.map { (NameRules.folded($0), $0) }) { first, _ in first }
    let names = arrivals.compactMap { inTheWay[NameRules.folded($0.name)] }
    if !names.isEmpty { throw .inTheWay(folder: outcome.folder, names: names) }
  }
}

extension TaskAttachment {
  /// "0 bytes" is also what a task says of a file whose size it does not know.
  var withoutEmptySize: TaskAttachment {
    guard size == 0 else { return self }
    return TaskAttachment(
      id: id, title: title, size: nil, type: type, date: date, url: url, user: user,
      comment: comment, isDeleted: isDeleted, isHidden: isHidden, isFolder: isFolder)
  }
}
