import LoraWeights

/// An adapter as lines that a diff can compare: a tensor each, by name, with shape and norm.
public enum AdapterText {
  /// - Throws: `RunFailure` when the file cannot be read at all; one that is no weights is shown as
  ///   a line that says so, since Git calls this for whatever the attributes name.
  public static func text(of path: String) throws(RunFailure) -> String {
    guard let bytes = FileBytes.read(path) else { throw .cannot("read", path) }
    if let pointer = bytes.withUnsafeBytes({ LFSPointer($0) }) {
      return "LFS object sha256 \(pointer.digest), \(pointer.size) bytes"
    }
    do {
      let file = try SafetensorsFile(path: path)
      let metadata = file.metadata.sorted { $0.key < $1.key }.map { "metadata \($0.key): \($0.value)" }
      return (metadata + file.names.compactMap { file.tensors[$0].map(line) }).joined(separator: "\n")
    } catch {
      return "not readable as safetensors: \(error.problem)"
    }
  }

  private static func line(_ tensor: StoredTensor) -> String {
    let shape = tensor.shape.map(String.init).joined(separator: "×")
    let start = "\(tensor.name)  \(tensor.elementType.name) \(shape)"
    guard tensor.elementType.isWeight else { return start }
    let squares = tensor.floats().reduce(0.0) { $0 + Double($1) * Double($1) }
    return start + "  norm \(Float(squares.squareRoot()))"
  }
}
