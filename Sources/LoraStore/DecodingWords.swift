/// Why JSON could not be read as what it should be, in the file's own terms.
enum DecodingWords {
  static func text(of error: any Error) -> String {
    guard let error = error as? DecodingError else { return "it does not have the expected form" }
    switch error {
    case .keyNotFound(let key, let context):
      return "the key '\(path(context.codingPath + [key]))' is missing"
    case .typeMismatch(_, let context): return wrongType(context.codingPath)
    case .valueNotFound(_, let context): return wrongType(context.codingPath)
    case .dataCorrupted(let context):
      return context.codingPath.isEmpty
        ? "it is no valid JSON" : "'\(path(context.codingPath))' has a value that is not understood"
    @unknown default: return "it does not have the expected form"
    }
  }

  private static func wrongType(_ keys: [any CodingKey]) -> String {
    keys.isEmpty ? "it is no JSON object" : "'\(path(keys))' has the wrong type"
  }

  /// `files[3].sha256`: names as the file spells them.
  private static func path(_ keys: [any CodingKey]) -> String {
    keys.reduce(into: "") { path, key in
      if let index = key.intValue {
        path += "[\(index)]"
      } else {
        path += (path.isEmpty ? "" : ".") + snakeCase(key.stringValue)
      }
    }
  }

  private static func snakeCase(_ name: String) -> String {
    name.reduce(into: "") { text, letter in
      text += letter.isUppercase ? "_" + letter.lowercased() : String(letter)
    }
  }
}
