/// A file in Get Task, and the answer to an upload.
struct AttachmentAnswer: Decodable {
  private let id, title, url: String
  private let size, kind: Int?
  private let type, parent: String?
  private let date: Int
  private let user: ClickUpUser?
  private let isDeleted, isHidden, isFolder: Bool

  init(from decoder: any Decoder) throws {
    let file = try decoder.members()
    id = try file.needed("id")
    title = file.text("title") ?? file.text("name") ?? id
    url = file.text("url") ?? ""
    size = file.whole("size")
    kind = file.whole("type")
    type = file.text("mimetype")
    parent = file.text("parent_id")
    date = file.whole("date") ?? 0
    user = file.part("user", as: UserAnswer.self)?.value
    isDeleted = file.flag("deleted")
    isHidden = file.flag("hidden")
    isFolder = file.flag("is_folder")
  }

  /// Type 2 hangs on a comment. Where no type is given, a parent other than the task is one.
  func attachment(onTask task: String?) -> TaskAttachment {
    let isOnComment = kind == 2 || kind == nil && parent != nil && parent != task
    return TaskAttachment(
      id: id, title: title, size: size, type: type, date: date, url: url, user: user,
      comment: isOnComment ? parent : nil, isDeleted: isDeleted, isHidden: isHidden,
      isFolder: isFolder)
  }
}
