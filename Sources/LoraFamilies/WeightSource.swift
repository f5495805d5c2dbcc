import LoraWeights

/// Where a model's tensors come from, by Hugging Face name.
protocol WeightSource: Sendable {
  /// Every file the weights are in.
  var files: [String] { get }
  /// How many tensors they hold.
  var tensorCount: Int { get }
  /// The tensor's type and shape, without touching its bytes; nil when there is none.
  func header(of name: String) -> (elementType: ElementType, shape: [Int])?
  /// The tensor in Hugging Face's order of rows.
  func tensor(_ name: String) throws(WeightsError) -> StoredTensor
}
