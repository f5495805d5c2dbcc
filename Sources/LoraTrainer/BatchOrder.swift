import LoraTensor

/// Which examples each optimizer step sees: a pure function of the seed and the epoch.
public struct BatchOrder: Sendable {
  public let exampleCount: Int
  public let batchSize: Int
  public let accumulation: Int
  public let seed: UInt64
  public let shuffle: Bool

  public init(exampleCount: Int, options: TrainingOptions) {
    self.exampleCount = exampleCount
    batchSize = options.batchSize
    accumulation = options.gradientAccumulationSteps
    seed = options.seed
    shuffle = options.shuffle
  }

  /// The steps of an epoch (counted from 0), each a list of micro-batches of example numbers.
  public func steps(epoch: Int) -> [[[Int]]] {
    chunks(chunks(order(epoch: epoch), batchSize), accumulation)
  }

  private func order(epoch: Int) -> [Int] {
    guard shuffle else { return Array(0..<exampleCount) }
    var random = RandomSequence(RandomKey(seed: seed, .order, name: "epoch \(epoch)"))
    return random.permutation(exampleCount)
  }

  private func chunks<T>(_ items: [T], _ size: Int) -> [[T]] {
    stride(from: 0, to: items.count, by: size).map {
      Array(items[$0..<min(items.count, $0 + size)])
    }
  }
}
