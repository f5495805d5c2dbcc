/// Uploads. Version 2 neither lists, changes nor deletes attachments.
enum AttachmentRoutes {
  static let all: [Route] = [
    Route("POST", "v2/task/:task/attachment", takesUpload: true, create)
  ]

  private static let create: Route.Work = { call, draft throws(APIError) in
    let attachment = try draft.attach(call, to: try call.task(draft))
    return { $0.attachments[attachment.id]?.uploadJSON(in: $0, setting: call.setting) }
  }
}

extension Draft {
  /// The call's file becomes an attachment of the task, or of a comment on it.
  mutating func attach(_ call: Call, to task: WorkTask, comment: Int? = nil) throws(APIError)
    -> Attachment
  {
    guard let upload = call.upload else { throw .notMultipart }
    let attachment = Attachment(
      id: upload.id, task: task.id, comment: comment, title: upload.title,
      fileExtension: upload.fileExtension,
      mimeType: upload.picture?.mimeType ?? MimeType.of(extension: upload.fileExtension),
      size: upload.size, date: now, user: call.user, picture: upload.picture)
    add(.attachment(attachment))
    return attachment
  }
}

/// What ClickUp would say of a file by its name. It is told, never served.
enum MimeType {
  private static let known = [
    "txt": "text/plain", "log": "text/plain", "md": "text/markdown", "csv": "text/csv",
    "json": "application/json", "jsonl": "application/jsonl", "yaml": "application/yaml",
    "yml": "application/yaml", "zip": "application/zip", "gz": "application/gzip",
    "7z": "application/x-7z-compressed", "pdf": "application/pdf", "html": "text/html",
    "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg",
    "webp": "image/webp", "gif": "image/gif", "mp3": "audio/mpeg", "wav": "audio/wav",
  ]

  static func of(extension ending: String) -> String {
    known[ending.lowercased()] ?? "application/octet-stream"
  }
}
