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

  /// Longer headers are refused, as by the reference implementation.
  static let maximumHeaderBytes = 100_000_000

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
  public var firstNonFinite: String? {
    names.first { name in tensors[name].map { !$0.isFinite } ?? false }
  }
}

extension StoredTensor {
  /// Whether every element of a plain type is a finite number. Integers always are.
  public var isFinite: Bool {
    guard elementType.isFloatingPoint, columns > 0 else { return true }
    let rowsAtATime = max(1, min(rows, 65_536 / columns))
    return withUnsafeTemporaryAllocation(of: Float.self, capacity: rowsAtATime * columns) {
      buffer in
      guard let base = buffer.baseAddress else { return true }
      for first in stride(from: 0, to: rows, by: rowsAtATime) {
        let part = first..<min(rows, first + rowsAtATime)
        decode(rows: part, into: base)
        // 0 × x is 0 for every finite x and NaN for every other: one sum finds any of them.
        var sum: Float = 0
        for index in 0..<part.count * columns { sum += base[index] * 0 }
        guard sum == 0 else { return false }
      }
      return true
    }
  }
}
