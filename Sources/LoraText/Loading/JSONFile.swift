import LoraJSON

/// A JSON file of a model's folder.
struct JSONFile {
  let path: String
  let object: JSONObject

  /// Nil when there is no such file.
  init?(ifPresent path: String) throws(TokenizerError) {
    let bytes: [UInt8]
    do {
      bytes = try TextFile.read(path)
    } catch {
      switch error {
      case .missing: return nil
      case .system(let reason): throw TokenizerError(path: path, .system(reason))
      case .tooLarge:
        throw TokenizerError(path: path, .malformed("the file is larger than 512 MiB"))
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

  func malformed(_ reason: String) -> TokenizerError {
    TokenizerError(path: path, .malformed(reason))
  }

  func unsupported(_ part: String) -> TokenizerError {
    TokenizerError(path: path, .unsupported(part))
  }
}
