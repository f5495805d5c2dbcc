import LoraNames
import LoraWeights

/// A tensor that both adapters hold whole instead of as low-rank factors: PEFT's
/// `modules_to_save`, resized embeddings, trained biases.
public struct SavedDifference: Sendable, Equatable {
  /// The module's path; of another tensor than its weight, that tensor's.
  public let module: String
  /// Frobenius norms of W itself: it stands in place of the base model's.
  public let normA: Double
  public let normB: Double
  /// ‖W_b − Wₐ‖
  public let difference: Double

  /// - Returns: nil when the shapes differ.
  init?(_ a: StoredTensor, _ b: StoredTensor) {
    guard a.shape == b.shape else { return nil }
    let squares = Self.squares(a, b)
    module = SavedTensor.module(of: a.name)
    (normA, normB) = (squares.a.squareRoot(), squares.b.squareRoot())
    difference = squares.difference.squareRoot()
  }

  /// Sums over all elements; a whole vocabulary's matrix is decoded a few rows at a time.
  private static func squares(_ a: StoredTensor, _ b: StoredTensor)
    -> (a: Double, b: Double, difference: Double)
  {
    var sums = (a: 0.0, b: 0.0, difference: 0.0)
    guard a.elementCount > 0 else { return sums }
    let rowsAtATime = max(1, min(a.rows, 65_536 / a.columns))
    let capacity = rowsAtATime * a.columns
    var (left, right) = (
      [Float](repeating: 0, count: capacity), [Float](repeating: 0, count: capacity)
    )
    left.withUnsafeMutableBufferPointer { left in
      right.withUnsafeMutableBufferPointer { right in
        guard let x = left.baseAddress, let y = right.baseAddress else { return }
        for first in stride(from: 0, to: a.rows, by: rowsAtATime) {
          let part = first..<min(a.rows, first + rowsAtATime)
          a.decode(rows: part, into: x)
          b.decode(rows: part, into: y)
          let count = part.count * a.columns
          sums.a += GramProduct.ofRows(x, rows: 1, x, rows: 1, columns: count)[0]
          sums.b += GramProduct.ofRows(y, rows: 1, y, rows: 1, columns: count)[0]
          for index in 0..<count { y[index] -= x[index] }
          sums.difference += GramProduct.ofRows(y, rows: 1, y, rows: 1, columns: count)[0]
        }
      }
    }
    return sums
  }
}

/// What a tensor beside the low-rank factors is, told from its name and type.
enum SavedTensor {
  case whole
  /// DoRA's: y = m · (W + ΔW)x / ‖W + ΔW‖, which takes the base model to compare.
  case magnitude
  case unknown

  init(_ tensor: StoredTensor) {
    switch AdapterKey(tensor.name)?.part {
    case nil:
      // Rows of an embedding, whose numbers stand in the config: two adapters' need not be the same.
      let isRows = tensor.name.ends(with: ".trainable_tokens_delta")
      self = tensor.elementType.isWeight && !isRows ? .whole : .unknown
    case .other(let part) where part.begins(with: "lora_magnitude_vector") || part == "dora_scale":
      self = .magnitude
    default: self = .unknown
    }
  }

  /// Whether PEFT calls it the base model's own, which it saves beside an embedding's factors;
  /// biases that were trained are called so as well.
  static func isOfBase(_ module: String) -> Bool {
    module.ends(with: ".base_layer") || module.contains(".base_layer.")
  }

  static func module(of name: String) -> String {
    let path = name.rest(after: "base_model.model.") ?? name
    return path.rest(before: ".weight") ?? path
  }
}
