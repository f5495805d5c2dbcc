public import LoraStore
import LoraWeights

/// What a run's binary and bulky files say, as lines that a diff can compare.
public enum ReadableText {
  /// An adapter, its LFS pointer, or a `metrics.jsonl` as text; anything else as it is.
  ///
  /// Git hands over a temporary copy and, in a run's commit, only the pointer: the object behind it
  /// is read when it is on this machine.
  ///
  /// - Parameter objects: the repository's LFS store; nil outside a repository.
  public static func text(of path: String, objects: LFSObjects?) throws(RunFailure) -> String {
    let bytes = try NeededFile.read(path)
    if let pointer = LoraStore.LFSPointer(bytes) {
      let line = "LFS object sha256 \(pointer.digest), \(pointer.bytes) bytes"
      guard let objects, objects.contains(pointer) else { return line }
      return [line, AdapterText.text(of: objects.path(of: pointer.digest))].compactMap { $0 }
        .joined(separator: "\n")
    }
    if let text = AdapterText.text(of: path) { return text }
    return MetricsText.text(of: bytes) ?? String(decoding: bytes, as: UTF8.self)
  }
}

/// An adapter: a tensor a line, by name, with type, shape and norm.
enum AdapterText {
  /// nil when the file is no safetensors.
  static func text(of path: String) -> String? {
    guard let file = try? SafetensorsFile(path: path) else { return nil }
    let metadata = file.metadata.sorted { $0.key < $1.key }.map {
      "metadata \($0.key): \($0.value)"
    }
    return (metadata + file.names.compactMap { file.tensors[$0].map(line) })
      .joined(separator: "\n")
  }

  private static func line(_ tensor: StoredTensor) -> String {
    let shape = tensor.shape.map(String.init).joined(separator: "×")
    let start = "\(tensor.name)  \(tensor.elementType.name) \(shape)"
    guard tensor.elementType.isWeight else { return start }
    let squares = tensor.floats().reduce(0.0) { $0 + Double($1) * Double($1) }
    return start + "  norm \(Float(squares.squareRoot()))"
  }
}

/// `metrics.jsonl`: a step a line, without the keys' noise.
enum MetricsText {
  /// nil when the bytes are no metrics.
  static func text(of bytes: [UInt8]) -> String? {
    guard bytes.first == UInt8(ascii: "{"), let metrics = try? RecordCodec.metrics(from: bytes),
      !metrics.isEmpty
    else { return nil }
    return metrics.map { metric in
      [
        "step \(metric.step)",
        "loss \(metric.loss.isFinite ? "\(metric.loss)" : "not finite")",
        metric.learningRate.map { "rate \($0)" }, metric.gradientNorm.map { "norm \($0)" },
        metric.evaluationLoss.map { "validation \($0)" },
      ].compactMap { $0 }.joined(separator: "  ")
    }.joined(separator: "\n")
  }
}
