import LoraFiles
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
    let file: RegularFile
    do throws(FileError) { file = try RegularFile(path) } catch {
      throw .cannot("read", path, error)
    }
    if file.byteCount < LoraWeights.LFSPointer.maximumBytes,
      let pointer = LoraStore.LFSPointer(try NeededFile.read(path))
    {
      let line = "LFS object sha256 \(pointer.digest), \(pointer.bytes) bytes"
      guard let place = objects?.location(of: pointer) else { return line }
      return [line, AdapterText.text(of: place)].compactMap { $0 }
        .joined(separator: "\n")
    }
    if let text = AdapterText.text(of: path) { return text }
    guard file.byteCount <= maximumTextBytes else { return unreadable(file.byteCount) }
    let bytes = try NeededFile.read(path)
    return MetricsText.text(of: bytes) ?? plainText(bytes) ?? unreadable(bytes.count)
  }

  /// A run's metrics of a million steps are as large.
  private static let maximumTextBytes = 128 << 20

  /// nil for what is no text: nobody reads it, and a terminal does not show it.
  private static func plainText(_ bytes: [UInt8]) -> String? {
    bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self)
  }

  private static func unreadable(_ bytes: Int) -> String {
    "\(bytes) bytes, neither text nor a sound safetensors file"
  }
}

/// An adapter: a tensor a line, by name, with type, shape and norm.
enum AdapterText {
  /// nil when the file is no safetensors.
  static func text(of path: String) -> String? {
    guard let file = try? SafetensorsFile(path: path) else { return nil }
    let metadata = file.metadata.inByteOrder().prefix(mostEntries).map {
      "metadata \(shortened($0.key)): \(shortened($0.value))"
    }
    let tensors = file.names.prefix(mostTensors).compactMap { file.tensors[$0].map(line) }
    let left = file.metadata.count + file.tensors.count - metadata.count - tensors.count
    return (metadata + tensors + (left > 0 ? ["and \(left) more"] : [])).joined(separator: "\n")
  }

  /// Of metadata; trainers write some fifty.
  private static let mostEntries = 200
  /// The largest adapters have 3,000.
  private static let mostTensors = 4000

  /// A trainer may leave its whole state in one entry of the metadata.
  private static func shortened(_ text: String) -> String {
    let most = 2000
    guard text.unicodeScalars.count > most else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.prefix(most)))
      + "… (\(text.utf8.count) bytes)"
  }

  private static func line(_ tensor: StoredTensor) -> String {
    let shape = tensor.shape.map(String.init).joined(separator: "×")
    let start = "\(tensor.name)  \(tensor.elementType.name) \(shape)"
    guard tensor.elementType.isWeight else { return start }
    var squares = 0.0
    do throws(WeightsError) {
      try tensor.readFloats { part in
        squares = part.reduce(squares) { $0 + Double($1) * Double($1) }
        return true
      }
    } catch { return start + "  (\(error.problem))" }
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
