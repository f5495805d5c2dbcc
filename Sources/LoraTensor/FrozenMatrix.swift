public import LoraWeights
import Synchronization

/// A weight [outputs, inputs] that training never changes.
///
/// How its numbers are stored is its own affair: it offers products and rows, never a pointer.
/// This version computes with Float32: used where they lie in a mapped file, widened from any other
/// type.
public final class FrozenMatrix: @unchecked Sendable {
  public let outputs: Int
  public let inputs: Int
  // Written during initialisation only, which is why sharing it is safe.
  private let base: UnsafePointer<Float>
  /// What keeps `base` alive: pages of our own, or the mapped file.
  private let memory: AnyObject

  /// Whether the numbers stand in a mapped file, not in memory of our own.
  package var isMapped: Bool { memory is MappedFile }

  /// Whether no number is infinite or not a number.
  public let isFinite: Bool

  /// Takes numbers given row by row.
  public init(outputs: Int, inputs: Int, _ rows: [Float]) {
    precondition(rows.count == outputs * inputs, "a weight of the wrong size")
    self.outputs = outputs
    self.inputs = inputs
    let numbers = LargePages(floats: rows.count)
    numbers.base.update(from: rows, count: rows.count)
    (base, memory) = (UnsafePointer(numbers.base), numbers)
    isFinite = rows.withUnsafeBufferPointer(\.areFinite)
  }

  /// The numbers of a stored tensor of two dimensions.
  public init(_ tensor: StoredTensor, _ engine: Engine) {
    precondition(tensor.shape.count == 2, "\(tensor.name) is no matrix")
    outputs = tensor.rows
    inputs = tensor.columns
    let width = inputs
    let isFinite = Atomic(true)
    func check(_ rows: Range<Int>, _ base: UnsafePointer<Float>) {
      let part = UnsafeBufferPointer(
        start: base + rows.lowerBound * width, count: rows.count * width)
      if !part.areFinite { isFinite.store(false, ordering: .relaxed) }
    }
    if let (file, floats) = tensor.mappedFloats {
      (base, memory) = (floats, file)
      engine.forRows(outputs, by: 256) { check($0, floats) }
    } else {
      let numbers = LargePages(floats: tensor.elementCount)
      let place = numbers.base
      (base, memory) = (UnsafePointer(place), numbers)
      engine.forRows(outputs, by: 256) { rows in
        tensor.widen(rows, into: place + rows.lowerBound * width, engine.level)
        // While they are in the cache.
        check(rows, place)
      }
    }
    self.isFinite = isFinite.load(ordering: .relaxed)
  }

  /// y[rows, chosen] = x [rows, inputs] · W[chosen, inputs]ᵀ + beta · y[rows, chosen].
  func times(
    _ x: UnsafePointer<Float>, rows: Int, outputs chosen: Range<Int>,
    into y: UnsafeMutablePointer<Float>, stride: Int, beta: Float = 0
  ) {
    multiply(
      rows, chosen.count, inputs, Factor(x, stride: inputs),
      Factor(base + chosen.lowerBound * inputs, stride: inputs, transposed: true), into: y,
      stride: stride, beta: beta)
  }

  /// dx[rows, columns] = dy[rows, chosen] · W[chosen, columns] + beta · dx[rows, columns];
  /// `dy` points at the first chosen column and `dx` at the first of `columns`.
  func transposedTimes(
    _ dy: UnsafePointer<Float>, stride dyStride: Int, rows: Int, outputs chosen: Range<Int>,
    inputs columns: Range<Int>, into dx: UnsafeMutablePointer<Float>, stride: Int, beta: Float = 0
  ) {
    multiply(
      rows, columns.count, chosen.count, Factor(dy, stride: dyStride),
      Factor(base + chosen.lowerBound * inputs + columns.lowerBound, stride: inputs), into: dx,
      stride: stride, beta: beta)
  }

  /// Copies the row of each id to consecutive rows of `out`.
  func rows(_ ids: some Collection<Int>, into out: UnsafeMutablePointer<Float>) {
    for (place, id) in ids.enumerated() {
      (out + place * inputs).update(from: base + id * inputs, count: inputs)
    }
  }
}

/// A vector that training never changes: a norm's weight or a linear layer's bias.
public final class FrozenVector: @unchecked Sendable {
  public let count: Int
  // Written during initialisation only.
  private let numbers: UnsafeMutableBufferPointer<Float>

  public init(_ values: [Float]) {
    count = values.count
    numbers = .allocate(capacity: max(1, values.count))
    _ = numbers.initialize(fromContentsOf: values)
  }

  deinit { numbers.deallocate() }

  var pointer: UnsafePointer<Float> { UnsafePointer(numbers.baseAddress!) }
}
