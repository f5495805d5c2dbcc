/// A file on a task; its bytes lie in the state folder under `id`.
package struct Attachment: Codable, Sendable {
  /// `<uuid>.<extension>`, and the file's name in the state folder.
  package let id: String
  package let task: String
  /// The comment that it came with, if it did.
  package var comment: Int?
  /// The file name as it was sent.
  package var title: String
  package var fileExtension: String
  package var mimeType: String
  package var size: Int
  package var date: Int
  package var user: Int
  /// Width and height in pixels of what was recognised as a picture.
  package var picture: Picture?

  /// The id without the extension: the part of the address that nobody can guess.
  package var uuid: String { String(id.prefix(36)) }
}

/// A picture that a browser may show: recognised by its bytes, never by its name.
package struct Picture: Codable, Sendable, Equatable {
  package enum Format: String, Codable, Sendable { case png, jpeg, webp }
  package let format: Format
  package let width: Int
  package let height: Int

  package init(format: Format, width: Int, height: Int) {
    self.format = format
    self.width = width
    self.height = height
  }

  package var mimeType: String { "image/\(format.rawValue)" }
}
