// The one door to OpenBLAS: no other file imports it.

import CLoraKernels
import COpenBLAS

/// One factor of a product: a row-major matrix somewhere in memory, perhaps read transposed.
struct Factor {
  let pointer: UnsafePointer<Float>
  /// Elements from one stored row to the next.
  let stride: Int
  let transposed: Bool

  init(_ pointer: UnsafePointer<Float>, stride: Int, transposed: Bool = false) {
    self.pointer = pointer
    self.stride = stride
    self.transposed = transposed
  }

  init(_ pointer: UnsafeMutablePointer<Float>, stride: Int, transposed: Bool = false) {
    self.init(UnsafePointer(pointer), stride: stride, transposed: transposed)
  }
}

/// C (M, N) = alpha · A (M, K) · B (K, N) + beta · C, on the calling thread.
///
/// The result depends on the numbers and the shape alone: OpenBLAS runs with one thread, and who
/// wants more work done at a time calls this for tiles of C.
func multiply(
  _ m: Int, _ n: Int, _ k: Int, _ a: Factor, _ b: Factor, into c: UnsafeMutablePointer<Float>,
  stride: Int, alpha: Float = 1, beta: Float = 0
) {
  if m == 1 && !a.transposed {
    // A product packs its whole second factor first; for one row that costs more than the product.
    let (rows, columns) = b.transposed ? (n, k) : (k, n)
    cblas_sgemv(
      CblasRowMajor, b.transposed ? CblasNoTrans : CblasTrans, blasint(rows), blasint(columns),
      alpha, b.pointer, blasint(b.stride), a.pointer, 1, beta, c, 1)
    return
  }
  cblas_sgemm(
    CblasRowMajor, a.transposed ? CblasTrans : CblasNoTrans,
    b.transposed ? CblasTrans : CblasNoTrans, blasint(m), blasint(n), blasint(k), alpha,
    a.pointer, blasint(a.stride), b.pointer, blasint(b.stride), beta, c, blasint(stride))
}

/// The library behind `multiply`, checked once before the first use.
enum MatrixLibrary {
  /// The name of the kernels OpenBLAS chose for this processor, for example `Haswell`: part of a
  /// run's identity, because other kernels round differently.
  static let kernel: Result<String, EngineError> = Result { () throws(EngineError) in
    try requireOpenBLAS()
    openblas_set_num_threads(1)
    let kernel = String(cString: openblas_get_corename())
    try requireRightProduct(kernel: kernel)
    return kernel
  }

  /// Refuses a `cblas_sgemm` that another library put before OpenBLAS's.
  private static func requireOpenBLAS() throws(EngineError) {
    let product = file(of: "cblas_sgemm")
    let library = file(of: "openblas_get_corename")
    guard let product, product == library else {
      throw .foreignMatrixLibrary(path: product ?? "an unknown library")
    }
  }

  private static func file(of symbol: String) -> String? {
    lora_library_of(symbol).map { String(cString: $0) }
  }

  /// Compares a product of odd sides with plain loops.
  private static func requireRightProduct(kernel: String) throws(EngineError) {
    let (m, n, k) = (37, 41, 53)
    let a = (0..<m * k).map { Float(($0 * 7) % 23) / 23 - 0.5 }
    let b = (0..<k * n).map { Float(($0 * 5) % 19) / 19 - 0.5 }
    var c = [Float](repeating: 0, count: m * n)
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        c.withUnsafeMutableBufferPointer { c in
          multiply(
            m, n, k, Factor(a.baseAddress!, stride: k), Factor(b.baseAddress!, stride: n),
            into: c.baseAddress!, stride: n)
        }
      }
    }
    for i in 0..<m {
      for j in 0..<n {
        let exact = (0..<k).reduce(0.0) { $0 + Double(a[i * k + $1]) * Double(b[$1 * n + j]) }
        guard abs(Double(c[i * n + j]) - exact) < 1e-4 else {
          throw .wrongProduct(kernel: kernel, path: file(of: "cblas_sgemm") ?? "OpenBLAS")
        }
      }
    }
  }
}
