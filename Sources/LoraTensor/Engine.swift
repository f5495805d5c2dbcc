import CLoraKernels
import Glibc

/// What every tape works with: threads, memory, and the kernels this processor runs.
///
/// Made once a process and used by one thread; results do not depend on `threads`.
public final class Engine {
  /// The OpenBLAS kernels in use, for example `Haswell`.
  public let kernel: String
  public let arena = Arena()
  let pool: ThreadPool
  let level: lora_level

  /// Takes as many threads as the affinity mask and the control group allow, or `threads`.
  public init(threads: Int? = nil) throws(EngineError) {
    kernel = try MatrixLibrary.kernel.get()
    pool = ThreadPool(threads: threads ?? ProcessorCount.available)
    level = lora_best_level()
  }

  public var threads: Int { pool.threads }

  /// What to say when OPENBLAS_CORETYPE forces kernels that are slower than those this processor runs.
  public var slowKernelWarning: String? {
    guard let forced = getenv("OPENBLAS_CORETYPE").map({ String(cString: $0) }), !forced.isEmpty
    else { return nil }
    return KernelChoice(kernel: kernel, processor: level).warning
  }

  /// Calls `body` for consecutive blocks of `rows`, shared out over the threads.
  func forRows(_ rows: Int, by block: Int = 64, _ body: (Range<Int>) -> Void) {
    let block = max(block, rows / ThreadPool.maximumTiles + 1)
    let blocks = (rows + block - 1) / block
    pool.run(blocks) { tile, _ in body(tile * block..<min(rows, (tile + 1) * block)) }
  }
}
