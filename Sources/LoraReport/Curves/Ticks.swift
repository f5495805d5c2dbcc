import Glibc
import LoraExperiment

/// Round positions for the marks of an axis.
enum Ticks {
  /// Multiples of 1, 2 or 5 times a power of ten within the range, about `count` of them.
  static func linear(from low: Double, to high: Double, count: Int) -> [Double] {
    guard low.isFinite, high.isFinite, high > low, count > 0 else { return [] }
    let rough = (high - low) / Double(count)
    let power = pow(10, floor(log10(rough)))
    let step = [1, 2, 5, 10].map { $0 * power }.first { $0 >= rough * 0.999 } ?? power * 10
    let first = Int(clamping: (low / step - 1e-9).rounded(.up))
    let last = Int(clamping: (high / step + 1e-9).rounded(.down))
    // Far from zero, a narrow range has no round numbers that differ.
    guard first <= last, step > 0, Double(last) - Double(first) <= 2 * Double(count) + 2 else {
      return []
    }
    return (first...last).map { Double($0) * step }
  }
}
