public import LoraWeights

/// What an adapter adds to one module's weight: ΔW = scaling · B · A, kept as its factors.
public struct LowRankUpdate: Sendable {
  public let module: String
  public let rank: Int
  public let scaling: Double
  /// A, (R, D), row-major.
  let a: [Float]
  /// Bᵀ, (R, C), row-major: rows of both factors then lie in memory as the Gram products read them.
  let bTransposed: [Float]

  var inputs: Int { a.count / max(rank, 1) }
  var outputs: Int { bTransposed.count / max(rank, 1) }

  /// Convolutions count as matrices: (R, inputs × kernel) and (C, R).
  ///
  /// - Returns: nil when the factors do not fit each other.
  public init?(_ pair: AdapterPair, scaling: Double) {
    guard Self.fits(pair) else { return nil }
    module = pair.modulePath
    rank = pair.rank
    self.scaling = scaling
    a = pair.a.floats()
    bTransposed = Self.transposed(pair.b.floats(), columns: pair.rank)
  }

  /// Gram matrices are rank × rank, whatever the size of the factors.
  private static let maximumRank = 4096

  static func fits(_ pair: AdapterPair) -> Bool {
    let rank = pair.rank
    return rank > 0 && rank <= maximumRank && pair.b.elementCount % rank == 0
      && pair.a.elementCount % rank == 0
      && pair.b.shape.dropFirst().first == rank
  }

  public init(module: String, rank: Int, scaling: Double, a: [Float], b: [Float]) {
    precondition(rank > 0 && a.count % rank == 0 && b.count % rank == 0, "factors of that rank")
    self.module = module
    self.rank = rank
    self.scaling = scaling
    self.a = a
    bTransposed = Self.transposed(b, columns: rank)
  }

  /// (P, Q) → (Q, P).
  private static func transposed(_ values: [Float], columns: Int) -> [Float] {
    let rows = values.count / columns
    return [Float](unsafeUninitializedCapacity: values.count) { target, count in
      values.withUnsafeBufferPointer { source in
        for row in 0..<rows {
          for column in 0..<columns {
            target[column * rows + row] = source[row * columns + column]
          }
        }
      }
      count = values.count
    }
  }

  /// ⟨ΔW, ΔW′⟩, the sum over all elements of their products.
  ///
  /// ⟨s·BA, s′·B′A′⟩ = s·s′ · Σ (BᵀB′) ∘ (AA′ᵀ), with both factors (R, R′).
  public func inner(_ other: LowRankUpdate) -> Double? {
    guard inputs == other.inputs, outputs == other.outputs else { return nil }
    let left = GramProduct.ofRows(
      bTransposed, rows: rank, other.bTransposed, rows: other.rank, columns: outputs)
    let right = GramProduct.ofRows(a, rows: rank, other.a, rows: other.rank, columns: inputs)
    return scaling * other.scaling * zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// ‖ΔW‖, the Frobenius norm. Rounding may leave a tiny negative square where ΔW is zero.
  public var norm: Double { max(0, inner(self) ?? 0).squareRoot() }
}
