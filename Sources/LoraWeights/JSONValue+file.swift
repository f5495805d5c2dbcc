public import LoraJSON

extension JSONValue {
  /// The document in the file at `path`; a broken one is a `WeightsError` that names the file.
  public init(readingFile path: String) throws(WeightsError) {
    let file = try MappedFile(path: path)
    do throws(JSONError) { self = try JSONValue(parsing: file.bytes) } catch {
      throw WeightsError(path: path, .malformed("this is not JSON: \(error)"))
    }
  }
}
