import LoraFiles
public import LoraJSON

extension JSONValue {
  /// Far more than any description of a model: the largest indices of shards have 10 MB.
  static let maximumFileBytes = 32 << 20

  /// The document in the file at `path`; a broken one is a `WeightsError` that names the file.
  public init(readingFile path: String) throws(WeightsError) {
    let bytes: [UInt8]
    do throws(FileError) { bytes = try WholeFile(path, atMost: Self.maximumFileBytes).bytes } catch
    {
      throw WeightsError(error)
    }
    guard !bytes.isEmpty else { throw WeightsError(path: path, .malformed("the file is empty")) }
    if let pointer = bytes.withUnsafeBytes({ LFSPointer($0) }) {
      throw WeightsError(path: path, .lfsPointer(pointer))
    }
    do throws(JSONError) { self = try JSONValue(parsing: bytes) } catch {
      throw WeightsError(path: path, .malformed("this is not JSON: \(error)"))
    }
  }
}
