import LoraArchive
public import LoraClickUp

/// An attachment that holds data nobody can train on: it stays packed, or could not be unpacked.
public struct Unusable: Sendable, Equatable {
  public let id: String
  public let title: String
  /// For people: `RAR is not unpacked`, `it is encrypted`.
  public let reason: String
  /// Who attached it; nil when the task does not say.
  public let user: ClickUpUser?
  /// When, in milliseconds since 1970.
  public let attached: Int
}

extension PullOutcome {
  /// What is or came to the folder and cannot be used, in the order of attaching. An archive that
  /// was kept packed on request is none.
  public var unusable: [Unusable] {
    let byID = Dictionary(task.attachments.map { ($0.id, $0) }) { first, _ in first }
    let packed = (kept + fetched.compactMap(\.entry)).compactMap { entry in
      Self.reason(against: entry).flatMap { reason in byID[entry.id].map { ($0, reason) } }
    }
    // In a dry run nothing is recorded yet.
    let planned = fetched.filter { $0.entry == nil }.compactMap { fetched in
      PackedName.words(fetched.attachment.title).map { (fetched.attachment, $0) }
    }
    let broken = failed.compactMap { failure in
      if case .archive(let error) = failure.error, !error.isEnvironment {
        return (failure.attachment, error.description)
      }
      return nil as (TaskAttachment, String)?
    }
    return (packed + planned + broken).sorted { ($0.0.date, $0.0.id) < ($1.0.date, $1.0.id) }
      .map { attachment, reason in
        Unusable(
          id: attachment.id, title: attachment.title, reason: reason, user: attachment.user,
          attached: attachment.date)
      }
  }

  private static func reason(against entry: PulledData.Entry) -> String? {
    guard let files = entry.files else { return PackedName.words(entry.title) }
    let inner = files.map(\.path).filter {
      ArchiveKind(named: $0) != nil || PackedName.words($0) != nil
    }
    guard let first = inner.first else { return nil }
    let more = inner.count > 1 ? " and \(inner.count - 1) more" : ""
    return "archives inside archives are not unpacked: \(first)\(more)"
  }
}
