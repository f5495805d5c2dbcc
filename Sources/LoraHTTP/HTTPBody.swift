/// What a request carries.
public enum HTTPBody: Sendable {
  case none
  case bytes([UInt8])
  /// `multipart/form-data` (RFC 7578); its `Content-Type` is set by the transport.
  case form([FormPart])
}

/// One field of a form.
public struct FormPart: Sendable {
  public let name: String
  public let content: Content

  public enum Content: Sendable {
    case text(String)
    /// Streamed from the file at `path`, as many bytes as it has when the request starts.
    case file(path: String, name: String, type: String)
  }

  public static func text(_ name: String, _ value: String) -> FormPart {
    FormPart(name: name, content: .text(value))
  }

  public static func file(
    _ name: String, at path: String, named fileName: String,
    type: String = "application/octet-stream"
  ) -> FormPart {
    FormPart(name: name, content: .file(path: path, name: fileName, type: type))
  }

  /// The lines before the content.
  func head(boundary: String) -> String {
    let start = "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(Self.quoted(name))\""
    switch content {
    case .text: return "\(start)\r\n\r\n"
    case .file(_, let name, let type):
      let type = type.unicodeScalars.contains { $0.value < 32 } ? "application/octet-stream" : type
      return "\(start); filename=\"\(Self.quoted(name))\"\r\nContent-Type: \(type)\r\n\r\n"
    }
  }

  /// As browsers write names in forms (WHATWG HTML, "multipart/form-data encoding algorithm").
  private static func quoted(_ name: String) -> String {
    name.unicodeScalars.reduce(into: "") { text, scalar in
      switch scalar {
      case "\r": text += "%0D"
      case "\n": text += "%0A"
      case "\"": text += "%22"
      default: text.unicodeScalars.append(scalar)
      }
    }
  }
}
