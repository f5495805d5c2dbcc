/// Inner products of rows: the only arithmetic that comparing low-rank updates needs.
///
/// For ΔW = s·B·A with A (R, D) and B (C, R), ⟨B₁A₁, B₂A₂⟩ = Σ (B₁ᵀB₂) ∘ (A₁A₂ᵀ): two small Gram
/// matrices instead of a (C, D) product.
enum GramProduct {
  /// Rows of `x` (P, N) with rows of `y` (Q, N) → (P, Q), row-major.
  ///
  /// Sums run in Float over blocks of 2048 columns and in Double over blocks, so the relative
  /// error stays near 1e-6 whatever N is.
  static func ofRows(
    _ x: UnsafePointer<Float>, rows p: Int, _ y: UnsafePointer<Float>, rows q: Int, columns n: Int
  ) -> [Double] {
    var products = [Double](repeating: 0, count: p * q)
    for start in stride(from: 0, to: n, by: 2048) {
      let width = min(2048, n - start)
      for i in 0..<p {
        for j in 0..<q {
          products[i * q + j] += Double(dot(x + i * n + start, y + j * n + start, width))
        }
      }
    }
    return products
  }

  private static func dot(_ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ n: Int) -> Float {
    var sums = (SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero)
    var i = 0
    let xs = UnsafeRawPointer(x)
    let ys = UnsafeRawPointer(y)
    func load(_ base: UnsafeRawPointer, _ at: Int) -> SIMD8<Float> {
      base.loadUnaligned(fromByteOffset: at * 4, as: SIMD8<Float>.self)
    }
    while i + 32 <= n {
      sums.0 += load(xs, i) * load(ys, i)
      sums.1 += load(xs, i + 8) * load(ys, i + 8)
      sums.2 += load(xs, i + 16) * load(ys, i + 16)
      sums.3 += load(xs, i + 24) * load(ys, i + 24)
      i += 32
    }
    var total = ((sums.0 + sums.1) + (sums.2 + sums.3)).sum()
    while i < n {
      total += x[i] * y[i]
      i += 1
    }
    return total
  }
}
