/// One thing that became so. The journal is a list of these, and each says the whole new value, so
/// that reading it twice does no harm.
package enum Change: Codable, Sendable {
  case workspace(Workspace)
  case counters(Counters)
  case member(Member)
  case space(Space)
  case folder(Folder)
  case list(TaskList)
  case field(CustomField)
  case task(WorkTask)
  case comment(Comment)
  case commentGone(Int)
  case attachment(Attachment)
  case tag(Tag)
  case tagGone(Tag)
  case webhook(Webhook)
  case webhookGone(String)
  case timeEntry(TimeEntry)
  case timeEntryGone(String)
  case group(UserGroup)
  case groupGone(String)
}

extension State {
  /// The changes that make this state out of an empty one.
  package var asChanges: [Change] {
    var changes: [Change] = [.workspace(workspace), .counters(counters)]
    changes += members.map(Change.member)
    changes += spaces.values.map(Change.space)
    changes += folders.values.map(Change.folder)
    changes += lists.values.map(Change.list)
    changes += fields.values.map(Change.field)
    changes += tags.values.map(Change.tag)
    changes += tasks.values.map(Change.task)
    changes += comments.values.sorted { $0.id < $1.id }.map(Change.comment)
    changes += attachments.values.sorted { ($0.date, $0.id) < ($1.date, $1.id) }
      .map(Change.attachment)
    changes += webhooks.values.map(Change.webhook)
    changes += timeEntries.values.map(Change.timeEntry)
    changes += groups.values.map(Change.group)
    return changes
  }
}
