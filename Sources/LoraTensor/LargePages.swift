import Glibc

/// Zeroed memory for floats straight from the system, in large pages where it has them.
///
/// Pages of 4 KiB cost a fault each on first touch and a translation miss later.
final class LargePages {
  let base: UnsafeMutablePointer<Float>
  let count: Int

  init(floats count: Int) {
    let bytes = max(1, count) * MemoryLayout<Float>.stride
    let map = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let map, map != MAP_FAILED else { preconditionFailure("out of memory: \(bytes) bytes") }
    madvise(map, bytes, Int32(MADV_HUGEPAGE))
    base = map.bindMemory(to: Float.self, capacity: count)
    self.count = count
  }

  deinit { munmap(base, max(1, count) * MemoryLayout<Float>.stride) }
}
