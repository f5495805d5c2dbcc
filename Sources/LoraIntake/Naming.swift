import LoraArchive
import LoraClickUp

/// The names that a task's files get: first those that stand for themselves, then their captions,
/// which get the names of what they describe.
struct Naming {
  /// By the attachment's id; what was recorded keeps its own.
  private(set) var names: [String: String] = [:]
  private let recorded: Set<String>
  private var files: FileNames

  /// - Parameters:
  ///   - attachments: all that are data, in the order in which they were attached.
  ///   - vacant: entries that are gone from the task, whose names can be had.
  init(
    of attachments: [TaskAttachment], _ data: PulledData, vacant: [PulledData.Entry],
    unpacks: Bool
  ) {
    let free = Set(vacant.map(\.id))
    recorded = Set(data.attachments.map(\.id))
    files = FileNames(
      taken: data.attachments.filter { !free.contains($0.id) }.map(\.name), vacant: vacant)
    for entry in data.attachments where !free.contains(entry.id) { names[entry.id] = entry.name }
    let captions = Captions(of: attachments, named: names)
    let byID = Dictionary(attachments.map { ($0.id, $0) }) { first, _ in first }
    let new = attachments.filter { names[$0.id] == nil }
    for subject in new where captions.subjects[subject.id] == nil {
      let own = captions.captions[subject.id] ?? []
      var wishes = FileNames.Wishes()
      wishes.stem = own.compactMap { names[$0] }.first.map { FileNames.parts(of: $0).stem }
      wishes.companions = own.filter { names[$0] == nil }.compactMap { byID[$0] }
        .map(Captions.ending)
      name(subject, wishes, unpacks: unpacks)
    }
    // A caption that describes nothing must not have the name of one that does.
    for caption in new {
      guard let subject = captions.subjects[caption.id].flatMap({ names[$0] }) else { continue }
      name(caption, .init(stem: FileNames.parts(of: subject).stem), unpacks: unpacks)
    }
  }

  private mutating func name(
    _ attachment: TaskAttachment, _ wishes: FileNames.Wishes, unpacks: Bool
  ) {
    let isArchive = unpacks && ArchiveKind(named: attachment.title) != nil
    names[attachment.id] = files.name(for: attachment, asFolder: isArchive, wishes)
  }

  /// What is gone from the task and had the attachment's name; nil when it was nobody's.
  func predecessor(of id: String) -> PulledData.Entry? {
    guard !recorded.contains(id) else { return nil }
    return names[id].flatMap { files.predecessor(of: $0) }
  }
}
