import LoraExperiment

/// A run's losses so far in bounded memory: when it is full, neighbours are averaged.
public struct LossCurve: Sendable, Equatable {
  private static let capacity = 512
  private var means: [Double] = []
  /// How many losses each mean stands for.
  private var stride = 1
  private var sum = 0.0
  private var pending = 0

  public init() {}

  /// A loss that is no number is left out.
  public mutating func add(_ loss: Float) {
    guard loss.isFinite else { return }
    sum += Double(loss)
    pending += 1
    guard pending == stride else { return }
    means.append(sum / Double(stride))
    (sum, pending) = (0, 0)
    guard means.count == Self.capacity else { return }
    means = Swift.stride(from: 0, to: means.count, by: 2).map { (means[$0] + means[$0 + 1]) / 2 }
    stride *= 2
  }

  /// One line of blocks, `▇▅▃▂▁`, the lowest loss the lowest block; empty below two losses.
  public func blocks(width: Int = 32) -> String {
    let points = pending > 0 ? means + [sum / Double(pending)] : means
    guard points.count > 1 else { return "" }
    let columns = (0..<min(width, points.count)).map { column in
      let start = column * points.count / min(width, points.count)
      let end = (column + 1) * points.count / min(width, points.count)
      return points[start..<end].reduce(0, +) / Double(end - start)
    }
    guard let least = columns.min(), let most = columns.max() else { return "" }
    let levels = Array("▁▂▃▄▅▆▇█")
    return String(
      columns.map { value in
        let height = most > least ? (value - least) / (most - least) : 0.5
        return levels[Int(clamping: (height * Double(levels.count - 1)).rounded())]
      })
  }
}
