import LoraTrainer
import Testing

/// The numbers are transformers 5.23's: `get_constant_schedule_with_warmup`,
/// `get_linear_schedule_with_warmup` and `get_cosine_schedule_with_warmup` over SGD with lr 0.002,
/// read before each optimizer step.
@Suite struct LearningRateScheduleTests {
  static let expected: [(LearningRateSchedule.Shape, Int, [Double])] = [
    (.constant, 0, [0.002, 0.002, 0.002, 0.002]),
    (.constant, 3, [0, 0.002 / 3, 0.004 / 3, 0.002, 0.002]),
    (
      .linear, 0,
      [
        0.002, 0.0017142857142857142, 0.0014285714285714286, 0.0011428571428571427,
        0.0008571428571428571, 0.0005714285714285714, 0.0002857142857142857,
      ]
    ),
    (
      .linear, 3,
      [
        0, 0.0006666666666666666, 0.0013333333333333333, 0.002, 0.0017142857142857142,
        0.0014285714285714286, 0.0011428571428571427, 0.0008571428571428571,
        0.0005714285714285714, 0.0002857142857142857,
      ]
    ),
    (
      .cosine, 0,
      [
        0.002, 0.001900968867902419, 0.0016234898018587336, 0.0012225209339563144,
        0.0007774790660436857, 0.0003765101981412665, 9.903113209758097e-05,
      ]
    ),
    (
      .cosine, 3,
      [
        0, 0.0006666666666666666, 0.0013333333333333333, 0.002, 0.001900968867902419,
        0.0016234898018587336, 0.0012225209339563144, 0.0007774790660436857,
        0.0003765101981412665, 9.903113209758097e-05,
      ]
    ),
  ]

  @Test(arguments: expected)
  func agreesWithTransformers(
    shape: LearningRateSchedule.Shape, warmup: Int, rates: [Double]
  ) {
    let schedule = LearningRateSchedule(
      shape: shape, peak: 0.002, warmupSteps: warmup, totalSteps: rates.count)
    for (index, rate) in rates.enumerated() {
      #expect(abs(schedule.rate(step: index + 1) - rate) < 1e-15)
    }
  }

  @Test func warmUpLongerThanTheTrainingStaysFinite() {
    let schedule = LearningRateSchedule(
      shape: .cosine, peak: 1, warmupSteps: 9, totalSteps: 3)
    #expect((1...3).map { schedule.rate(step: $0) } == [0, 1.0 / 9, 2.0 / 9])
  }
}
