/// A trainable Float32 matrix [rows, columns] and its gradient, which passes add to.
public final class Parameter {
  public let name: String
  public let rows: Int
  public let columns: Int
  public let values: UnsafeMutableBufferPointer<Float>
  public let gradient: UnsafeMutableBufferPointer<Float>

  /// A parameter of zeros.
  public init(name: String, rows: Int, columns: Int) {
    self.name = name
    self.rows = rows
    self.columns = columns
    values = Self.zeros(rows * columns)
    gradient = Self.zeros(rows * columns)
  }

  deinit {
    values.deallocate()
    gradient.deallocate()
  }

  public var count: Int { rows * columns }

  public func clearGradient() { gradient.update(repeating: 0) }

  /// Replaces the values, given row by row.
  public func set(_ numbers: [Float]) {
    precondition(numbers.count == count, "\(name) holds \(count) numbers, not \(numbers.count)")
    _ = values.update(fromContentsOf: numbers)
  }

  private static func zeros(_ count: Int) -> UnsafeMutableBufferPointer<Float> {
    let floats = UnsafeMutableBufferPointer<Float>.allocate(capacity: count)
    floats.initialize(repeating: 0)
    return floats
  }
}
