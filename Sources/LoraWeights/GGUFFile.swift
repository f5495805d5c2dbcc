public import LoraNames

/// A GGUF file (versions 2 and 3, little-endian): metadata, tensor table, then aligned data.
///
/// Format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md. Shapes are turned into Hugging
/// Face order, the last dimension contiguous. A tensor in a type that cannot be decoded is listed
/// in `unsupported` and refused when asked for.
public struct GGUFFile: Sendable {
  public let path: String
  public let metadata: NameMap<GGUFValue>
  public let tensors: NameMap<StoredTensor>
  /// Type by tensor name.
  public let unsupported: NameMap<String>

  public init(path: String) throws(WeightsError) {
    let file = try MappedFile(path: path)
    self.path = path
    var reader = GGUFReader(file: file)
    let contents = try reader.read()
    metadata = contents.metadata
    tensors = contents.tensors
    unsupported = contents.unsupported
  }

  public func tensor(_ name: String) throws(WeightsError) -> StoredTensor {
    if let tensor = tensors[name] { return tensor }
    if let type = unsupported[name] {
      throw WeightsError(path: path, .unsupportedType(tensor: name, type: type))
    }
    throw WeightsError(path: path, .missingTensor(name))
  }

  /// Whether the file at `path` begins as a GGUF file does; false when it cannot be read.
  public static func isGGUF(path: String) -> Bool {
    guard let file = try? MappedFile(path: path), file.bytes.count >= 4 else { return false }
    return file.bytes.prefix(4).elementsEqual("GGUF".utf8)
  }
}
