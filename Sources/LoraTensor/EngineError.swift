/// Why the numeric engine cannot start on this machine.
public enum EngineError: Error, Equatable {
  /// `cblas_sgemm` comes from a library that is not OpenBLAS.
  case foreignMatrixLibrary(path: String)
  /// A small product came out wrong.
  case wrongProduct(kernel: String, path: String)
}

extension EngineError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .foreignMatrixLibrary(let path):
      """
      cblas_sgemm comes from \(path) instead of OpenBLAS; \
      unset LD_PRELOAD and LD_LIBRARY_PATH, or install libopenblas0-pthread
      """
    case .wrongProduct(let kernel, let path):
      """
      \(path) multiplies matrices wrongly with its \(kernel) kernels on this processor; \
      set OPENBLAS_CORETYPE=Haswell (or Prescott), or install a newer OpenBLAS
      """
    }
  }
}
