import LoraJSON

/// A JSON file of a model's folder.
struct JSONFile {
  let path: String
  let object: JSONObject

  /// The largest tokenizer.json have 34 MB.
  private static let maximumBytes = 128 << 20

  /// Nil when there is no such file.
  init?(ifPresent path: String) throws(TokenizerError) {
    let bytes: [UInt8]
    do {
      bytes = try TextFile.read(path, atMost: Self.maximumBytes)
    } catch {
      switch error {
      case .missing: return nil
      case .system(let reason): throw TokenizerError(path: path, .system(reason))
      case .tooLarge(let limit):
        throw TokenizerError(path: path, tooLarge: limit)
      }
    }
    if TextFile.isLFSPointer(bytes) { throw TokenizerError(path: path, .lfsPointer) }
    self.path = path
    object = try Self.parse(bytes, path)
  }

  private static func parse(_ bytes: [UInt8], _ path: String) throws(TokenizerError) -> JSONObject {
    try bytes.withUnsafeBufferPointer { (buffer) throws(TokenizerError) in
      if let offset = TextFile.firstInvalidByte(buffer) {
        throw TokenizerError(path: path, .malformed("byte \(offset) is not valid UTF-8"))
      }
      do {
        guard let object = try JSONReader.read(buffer).object else {
          throw TokenizerError(path: path, .malformed("expected a JSON object"))
        }
        return object
      } catch let error as JSONError {
        let (line, column) = error.position(in: buffer)
        throw TokenizerError(
          path: path, .malformed("line \(line), column \(column): \(error.reason)"))
      } catch {
        throw TokenizerError(path: path, .malformed("\(error)"))
      }
    }
  }

  /// A member that is true or false; another kind of value must not count as the default.
  func flag(
    _ object: JSONObject, _ key: String, default absent: Bool
  ) throws(TokenizerError) -> Bool {
    guard let value = object[key] else { return absent }
    guard let flag = value.bool else {
      throw malformed("\(key) is \(value.kind), not true or false")
    }
    return flag
  }

  func malformed(_ reason: String) -> TokenizerError {
    TokenizerError(path: path, .malformed(reason))
  }

  func unsupported(_ part: String) -> TokenizerError {
    TokenizerError(path: path, .unsupported(part))
  }
}
