import FoundationEssentials
import Glibc

/// The learning rate of each step, by the formulas of transformers'
/// `get_constant_schedule_with_warmup`, `get_linear_…` and `get_cosine_schedule_with_warmup`.
public struct LearningRateSchedule: Sendable {
  public enum Shape: String, Sendable, CaseIterable {
    case constant, linear, cosine
  }

  public let shape: Shape
  public let peak: Double
  public let warmupSteps: Int
  public let totalSteps: Int

  public init(shape: Shape, peak: Double, warmupSteps: Int, totalSteps: Int) {
    self.shape = shape
    self.peak = peak
    self.warmupSteps = warmupSteps
    self.totalSteps = totalSteps
  }

  /// The rate used by `step`, counted from 1; under warm-up the first step's is 0.
  public func rate(step: Int) -> Double { peak * factor(done: step - 1) }

  private func factor(done: Int) -> Double {
    if done < warmupSteps { return Double(done) / Double(max(1, warmupSteps)) }
    let length = Double(max(1, totalSteps - warmupSteps))
    switch shape {
    case .constant: return 1
    case .linear: return max(0, Double(totalSteps - done) / length)
    case .cosine:
      let progress = Double(done - warmupSteps) / length
      return max(0, 0.5 * (1 + cos(Double.pi * progress)))
    }
  }
}
