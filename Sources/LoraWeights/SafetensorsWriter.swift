import Glibc
import LoraJSON
import LoraNames

/// Writes safetensors files: equal tensors and metadata always give equal bytes.
public enum SafetensorsWriter {
  /// Replaces the file at `path` in one step: the bytes go to a temporary neighbour, are synced,
  /// and are renamed. Tensors are ordered by element size, largest first, then by name, as the
  /// reference implementation does, so that each stays aligned.
  public static func write(
    _ tensors: [StoredTensor], metadata: [String: String] = [:], to path: String
  ) throws(WeightsError) {
    let ordered = tensors.sorted { a, b in
      let (sizeA, sizeB) = (a.elementType.bytesPerBlock, b.elementType.bytesPerBlock)
      return sizeA != sizeB ? sizeA > sizeB : a.name.precedesInBytes(b.name)
    }
    precondition(NameSet(tensors.map(\.name)).count == tensors.count, "tensor names differ")
    precondition(
      tensors.allSatisfy { $0.elementType.elementsPerBlock == 1 }, "safetensors has no block types")
    let header = Array(headerText(ordered, metadata).utf8)
    let padding = (8 - header.count % 8) % 8
    let output = try AtomicFile(replacing: path)
    let length = withUnsafeBytes(of: UInt64(header.count + padding).littleEndian) { Array($0) }
    try output.append(length + header + [UInt8](repeating: 0x20, count: padding))
    for tensor in ordered {
      let result: Result<Void, WeightsError> = tensor.withBytes { bytes in
        do throws(WeightsError) { return .success(try output.append(bytes)) } catch {
          return .failure(error)
        }
      }
      try result.get()
    }
    try output.commit()
  }

  private static func headerText(_ tensors: [StoredTensor], _ metadata: [String: String]) -> String
  {
    var members: [String] = []
    if !metadata.isEmpty {
      let texts = metadata.inByteOrder(of: \.key)
        .map { "\(JSONValue.quoted($0.key)):\(JSONValue.quoted($0.value))" }
      members.append("\"__metadata__\":{\(texts.joined(separator: ","))}")
    }
    var offset = 0
    for tensor in tensors {
      let end = offset + tensor.byteCount
      let shape = tensor.shape.map(String.init).joined(separator: ",")
      members.append(
        "\(JSONValue.quoted(tensor.name)):{\"dtype\":\"\(tensor.elementType.name)\",\"shape\":[\(shape)],"
          + "\"data_offsets\":[\(offset),\(end)]}")
      offset = end
    }
    return "{\(members.joined(separator: ","))}"
  }
}
