/// Everything the sandbox knows: a value, changed only by `apply`.
package struct State: Sendable {
  package internal(set) var workspace: Workspace
  package internal(set) var counters = Counters()
  package internal(set) var members: [Member] = []
  package internal(set) var spaces: [String: Space] = [:]
  package internal(set) var folders: [String: Folder] = [:]
  package internal(set) var lists: [String: TaskList] = [:]
  package internal(set) var fields: [String: CustomField] = [:]
  package internal(set) var tasks: [String: WorkTask] = [:]
  package internal(set) var comments: [Int: Comment] = [:]
  package internal(set) var attachments: [String: Attachment] = [:]
  package internal(set) var tags: [String: Tag] = [:]
  package internal(set) var webhooks: [String: Webhook] = [:]
  package internal(set) var timeEntries: [String: TimeEntry] = [:]
  package internal(set) var groups: [String: UserGroup] = [:]

  // Derived, so that a board of ten thousand tasks stays quick. Deleted tasks are left out.
  private(set) var taskIDs: [String: Set<String>] = [:]
  private(set) var commentIDs: [Comment.Parent: [Int]] = [:]
  private(set) var attachmentIDs: [String: [String]] = [:]
  private(set) var subtaskIDs: [String: Set<String>] = [:]
  private(set) var customIDs: [String: String] = [:]
  /// Counts the changes since the state was opened: what the board page asks for.
  package private(set) var version = 0

  package init(workspace: Workspace) { self.workspace = workspace }

  package mutating func apply(_ changes: [Change]) {
    for change in changes { apply(change) }
    version += 1
  }

  private mutating func apply(_ change: Change) {
    switch change {
    case .workspace(let workspace): self.workspace = workspace
    case .counters(let counters): self.counters = counters
    case .member(let member):
      members.removeAll { $0.id == member.id }
      members.append(member)
    case .space(let space): spaces[space.id] = space
    case .folder(let folder): folders[folder.id] = folder
    case .list(let list): lists[list.id] = list
    case .field(let field): fields[field.id] = field
    case .task(let task): put(task)
    case .comment(let comment): put(comment)
    case .commentGone(let id): removeComment(id)
    case .attachment(let attachment): put(attachment)
    case .tag(let tag): tags[tag.space + "/" + tag.name] = tag
    case .tagGone(let tag): tags[tag.space + "/" + tag.name] = nil
    case .webhook(let webhook): webhooks[webhook.id] = webhook
    case .webhookGone(let id): webhooks[id] = nil
    case .timeEntry(let entry): timeEntries[entry.id] = entry
    case .timeEntryGone(let id): timeEntries[id] = nil
    case .group(let group): groups[group.id] = group
    case .groupGone(let id): groups[id] = nil
    }
  }

  private mutating func put(_ task: WorkTask) {
    if let old = tasks.updateValue(task, forKey: task.id) {
      taskIDs[old.list]?.remove(task.id)
      if let parent = old.parent { subtaskIDs[parent]?.remove(task.id) }
    }
    if !task.isDeleted {
      taskIDs[task.list, default: []].insert(task.id)
      if let parent = task.parent { subtaskIDs[parent, default: []].insert(task.id) }
    }
    if let custom = task.customID { customIDs[custom] = task.id }
  }

  private mutating func put(_ comment: Comment) {
    if comments[comment.id] == nil { commentIDs[comment.parent, default: []].append(comment.id) }
    comments[comment.id] = comment
  }

  private mutating func removeComment(_ id: Int) {
    guard let comment = comments.removeValue(forKey: id) else { return }
    commentIDs[comment.parent]?.removeAll { $0 == id }
  }

  private mutating func put(_ attachment: Attachment) {
    if attachments[attachment.id] == nil {
      attachmentIDs[attachment.task, default: []].append(attachment.id)
    }
    attachments[attachment.id] = attachment
  }
}
