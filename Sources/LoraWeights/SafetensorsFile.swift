public import LoraNames

/// A safetensors file: a JSON header, then the tensors' bytes.
///
/// Format: https://huggingface.co/docs/safetensors. Only the header is read on opening; the whole of
/// it is checked, so that a tensor handed out is always inside the file.
public struct SafetensorsFile: Sendable {
  public let path: String
  /// The header's `__metadata__`: free text by name.
  public let metadata: NameMap<String>
  public let tensors: NameMap<StoredTensor>

  /// Longer headers are refused: an entry takes some 100 bytes, and parsed some 1,000 of memory. (The
  /// reference implementation stops at three times as much.)
  static let maximumHeaderBytes = 32 << 20

  public init(path: String) throws(WeightsError) {
    let file = try MappedFile(path: path)
    self.path = path
    let reader = SafetensorsHeader(file: file)
    (metadata, tensors) = try reader.read()
  }

  /// Tensor names in order of their UTF-8 bytes.
  public var names: [String] { tensors.names }

  public func tensor(_ name: String) throws(WeightsError) -> StoredTensor {
    guard let tensor = tensors[name] else {
      throw WeightsError(path: path, .missingTensor(name))
    }
    return tensor
  }

  /// The first tensor, in order of name, that holds an infinity or a NaN; nil when all are finite.
  ///
  /// The file is read, not mapped: whoever wrote it may still be at it. Throws where it is shorter than
  /// it was on opening.
  public func firstNonFinite() throws(WeightsError) -> String? {
    for name in names {
      if let tensor = tensors[name], try !tensor.isFinite() { return name }
    }
    return nil
  }
}
