/// What stands before the bytes of one part of a form.
package struct PartHead: Equatable, Sendable {
  package let name: String
  /// Nil when the part is a plain value, no file.
  package let fileName: String?

  package init(name: String, fileName: String?) {
    self.name = name
    self.fileName = fileName
  }

  init(_ bytes: ArraySlice<UInt8>) {
    let text = String(decoding: bytes, as: UTF8.self)
    let disposition = text.split(whereSeparator: \.isNewline).first {
      $0.lowercased().hasPrefix("content-disposition:")
    }
    let value = HeaderValue(String(disposition?.drop { $0 != ":" }.dropFirst() ?? ""))
    name = value["name"] ?? ""
    fileName = (value.extended("filename") ?? value["filename"]).map(Self.lastComponent)
  }

  /// Some clients send a whole path; the file's own name is what counts.
  private static func lastComponent(_ path: String) -> String {
    String(path.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? "")
  }

  /// Whether ClickUp takes the part as the upload: `attachment`, `attachment[]`, `attachment[0]`.
  package var isAttachment: Bool {
    guard name.hasPrefix("attachment") else { return false }
    let rest = name.dropFirst("attachment".count)
    return rest.isEmpty
      || (rest.hasPrefix("[") && rest.hasSuffix("]")
        && rest.dropFirst().dropLast().allSatisfy(\.isNumber))
  }
}
