// Attachments, as Get Task, the answer to an upload, and version 3 write them.
extension Attachment {
  /// In Get Task.
  func json(in state: State, setting: Setting) -> JSON {
    let address = AttachmentAddress(self, in: state, setting: setting)
    let thumbnail = picture == nil ? JSON.null : .string(address.plain)
    var shown: JSON = [
      "id": .string(id), "date": JSON(timeText: date), "title": .string(title),
      "type": comment == nil ? 1 : 2, "source": 1, "version": 0,
      "extension": .string(fileExtension), "thumbnail_small": thumbnail,
      "thumbnail_medium": thumbnail, "thumbnail_large": thumbnail, "is_folder": nil,
      "mimetype": .string(mimeType), "hidden": false,
      "parent_id": .string(comment.map(String.init) ?? task), "size": .int(size),
      "total_comments": 0, "resolved_comments": 0, "user": state.person(user, \.asAuthor),
      "deleted": false, "orientation": nil, "url": .string(address.plain), "email_data": nil,
      "workspace_id": nil,
    ]
    if let picture {
      shown = shown.adding(["width": .int(picture.width), "height": .int(picture.height)])
    }
    return shown.adding([
      "url_w_query": .string(address.opening), "url_w_host": .string(address.plain),
    ])
  }

  /// The answer to an upload: here the time is a number, the version a text, and what is no picture has
  /// thumbnails without an address.
  func uploadJSON(in state: State, setting: Setting) -> JSON {
    let address = AttachmentAddress(self, in: state, setting: setting)
    let thumbnail = JSON.string(picture == nil ? "" : address.plain)
    var shown: JSON = [
      "id": .string(id), "version": "0", "date": .int(date), "name": .string(title),
      "title": .string(title), "extension": .string(fileExtension), "source": 1,
      "thumbnail_small": thumbnail, "thumbnail_medium": thumbnail, "thumbnail_large": thumbnail,
    ]
    if let picture {
      shown = shown.adding(["width": .int(picture.width), "height": .int(picture.height)])
    }
    return shown.adding([
      "url": .string(address.plain), "url_w_query": .string(address.opening),
      "url_w_host": .string(address.plain),
    ])
  }

  /// Version 3, where all times are numbers.
  func v3JSON(in state: State, setting: Setting) -> JSON {
    let address = AttachmentAddress(self, in: state, setting: setting)
    let thumbnail = JSON.string(picture == nil ? "" : address.plain)
    return [
      "id": .string(id), "title": .string(title), "extension": .string(fileExtension),
      "mime_type": .string(mimeType), "size": .int(size), "date_created": .int(date),
      "date_updated": .int(date), "user_id": .int(user),
      "parent_id": .string(comment.map(String.init) ?? task),
      "parent_entity_type": comment == nil ? "tasks" : "comments",
      "signed": JSON(setting.attachmentSeconds != nil), "thumbnail_small": thumbnail,
      "thumbnail_medium": thumbnail, "thumbnail_large": thumbnail, "url": .string(address.plain),
    ]
  }
}
