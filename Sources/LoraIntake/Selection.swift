import LoraArchive
package import LoraClickUp
import LoraConfig

/// Which attachments of a task are wanted.
public struct Selection: Sendable {
  public var takesComments = false
  /// Globs on titles; nothing given: all.
  public var include: [String] = []
  public var exclude: [String] = []
  /// Names or ids of people; nobody given: all.
  public var from: [String] = []
  /// Ids of attachments that git-lora made, as the outbox remembers them.
  public var ownUploads: Set<String> = []

  public init() {}

  /// Why an attachment is no data; nil when it is.
  public enum Reason: String, Sendable, Equatable {
    case ownUpload = "own upload"
    case deleted, hidden, folder
    case comment = "on a comment"
    case notIncluded = "not included"
    case excluded
    case otherPerson = "from someone else"
  }

  package func reason(against attachment: TaskAttachment) -> Reason? {
    if attachment.isDeleted { return .deleted }
    if attachment.isFolder { return .folder }
    if attachment.isHidden { return .hidden }
    if ownUploads.contains(attachment.id) || OwnUpload.isNamed(attachment.title) {
      return .ownUpload
    }
    if attachment.comment != nil && !takesComments { return .comment }
    if !from.isEmpty && !from.contains(where: { Self.names($0, attachment.user) }) {
      return .otherPerson
    }
    if !include.isEmpty && !include.contains(where: { Glob($0).matches(attachment.title) }) {
      return .notIncluded
    }
    return exclude.contains { Glob($0).matches(attachment.title) } ? .excluded : nil
  }

  private static func names(_ typed: String, _ user: ClickUpUser?) -> Bool {
    guard let user else { return false }
    return typed == String(user.id) || user.name.map(NameRules.folded) == NameRules.folded(typed)
  }
}
