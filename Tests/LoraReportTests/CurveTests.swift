import LoraExperiment
import LoraReport
import Testing

struct SmoothingTests {
  @Test func ofAConstantIsTheConstant() {
    let smoothed = Smoothing.debiasedEMA([Double](repeating: 2.5, count: 50), weight: 0.9)
    #expect(smoothed.allSatisfy { abs($0 - 2.5) < 1e-12 })
  }

  @Test func followsItsFormula() {
    // m₁ = 0.5, m₂ = 1.25 + 0.25 … by hand: 1/0.5·0.5 = 1; (0.25 + 1.5)/0.75; then with y = 5.
    let smoothed = Smoothing.debiasedEMA([1, 3, 5], weight: 0.5)
    #expect(smoothed[0] == 1)
    #expect(abs(smoothed[1] - (0.25 * 1 + 0.5 * 3) / 0.75) < 1e-12)
    #expect(abs(smoothed[2] - (0.125 * 1 + 0.25 * 3 + 0.5 * 5) / 0.875) < 1e-12)
  }

  @Test func aWeightOfZeroChangesNothing() {
    #expect(Smoothing.debiasedEMA([3, 1, 2], weight: 0) == [3, 1, 2])
  }

  @Test func aValueThatIsNotFiniteStaysAndDoesNotSpread() {
    let smoothed = Smoothing.debiasedEMA([1, .nan, 1, .infinity, 1], weight: 0.9)
    #expect(smoothed[1].isNaN)
    #expect(smoothed[3] == .infinity)
    #expect(abs(smoothed[4] - 1) < 1e-12)
  }

  @Test(arguments: [(0, 0.0), (100, 0), (1_000, 0.9), (10_000, 0.99), (10_000_000, 0.999)])
  func suggestsAHundredthOfTheCurve(points: Int, weight: Double) {
    #expect(abs(Smoothing.suggestedWeight(points: points) - weight) < 1e-12)
  }
}

struct DecimationTests {
  private let noisy = (0..<100_000).map { index in
    (x: Double(index), y: Double((index &* 7_919) % 1_000))
  }

  @Test func keepsAtMostFourPointsAColumn() {
    let kept = Decimation.indices(of: noisy, columns: 300, from: 0, to: 99_999)
    #expect(kept.count <= 4 * 300)
    #expect(kept == kept.sorted())
    #expect(Set(kept).count == kept.count)
    #expect(kept.first == 0)
    #expect(kept.last == 99_999)
  }

  @Test func losesNoSpike() {
    var points = noisy
    points[54_321].y = 1e6
    points[54_322].y = -1e6
    let kept = Decimation.indices(of: points, columns: 300, from: 0, to: 99_999)
    #expect(kept.contains(54_321))
    #expect(kept.contains(54_322))
  }

  @Test func looksOnlyAtTheStretchAskedFor() {
    let kept = Decimation.indices(of: noisy, columns: 10, from: 100, to: 119)
    #expect(kept.allSatisfy { (100...119).contains($0) })
    #expect(kept.first == 100 && kept.last == 119)
  }

  @Test func keepsOnePointOfAGap() {
    var points = (0..<10).map { (x: Double($0), y: 1.0) }
    for index in 4...6 { points[index].y = .nan }
    let kept = Decimation.indices(of: points, columns: 100, from: 0, to: 9)
    #expect(kept == [0, 1, 2, 3, 4, 7, 8, 9])
  }

  @Test func survivesAStretchWithoutWidth() {
    #expect(Decimation.indices(of: [(1, 1), (1, 2)], columns: 9, from: 1, to: 1) == [0])
    #expect(Decimation.indices(of: [], columns: 9, from: 0, to: 1).isEmpty)
  }
}

struct AxisTests {
  private let totals: Totals = {
    var totals = Totals()
    totals.steps = 4
    totals.examples = 32
    totals.seconds = 10
    return totals
  }()

  private let metrics = [1, 2, 4].map { step in
    Metric(step: step, epoch: Double(step) / 2, loss: 1, samplesPerSecond: step == 4 ? 4 : 8)
  }

  private func positions(_ axis: Axis, _ metrics: [Metric]) -> [Double]? {
    AxisMap(axis, metrics: metrics, totals: totals).map { map in
      metrics.map { map.position(ofStep: $0.step) }
    }
  }

  @Test func stepEpochAndSamples() {
    #expect(positions(.step, metrics) == [1, 2, 4])
    #expect(positions(.epoch, metrics) == [0.5, 1, 2])
    #expect(positions(.samples, metrics) == [8, 16, 32])
  }

  @Test func timeAddsUpWhatEachStretchTook() {
    // 8 samples at 8 a second, 8 more, then 16 at 4 a second.
    #expect(positions(.time, metrics) == [1, 2, 6])
  }

  @Test func timeIsSpreadEvenlyWithoutRates() {
    let metrics = [1, 2, 4].map { Metric(step: $0, loss: 1) }
    #expect(positions(.time, metrics) == [2.5, 5, 10])
  }

  @Test func whatWasNotRecordedHasNoAxis() {
    let metrics = [Metric(step: 1, epoch: 1, loss: 1), Metric(step: 2, loss: 1)]
    #expect(AxisMap(.epoch, metrics: metrics, totals: totals) == nil)
    #expect(AxisMap(.samples, metrics: metrics, totals: Totals()) == nil)
    #expect(AxisMap(.time, metrics: metrics, totals: Totals()) == nil)
  }

  @Test func liesBetweenAndBeyondRecordedSteps() throws {
    let map = try #require(AxisMap(.epoch, metrics: metrics, totals: totals))
    #expect(map.position(ofStep: 0) == 0)
    #expect(map.position(ofStep: 3) == 1.5)
    #expect(map.position(ofStep: 6) == 3)
  }

  @Test func validationIsPlacedByItsStep() throws {
    var run = SampleRuns.run(0, points: 100)
    run.metrics = metrics
    run.record.totals = totals
    run.evaluations = [Metric(step: 3, loss: 2)]
    let series = try #require(run.validationLoss(on: .time))
    #expect(series.points.map(\.x) == [4])
    #expect(series.points.map(\.y) == [2])
  }

  @Test func differentBatchSizesSuggestSamples() {
    #expect(Axis.suggested(for: SampleRuns.runs(2, points: 10)) == .step)
    var runs = SampleRuns.runs(3, points: 10)
    #expect(Axis.suggested(for: runs) == .samples)
    runs[2].record.totals.examples = nil
    #expect(Axis.suggested(for: runs) == .step)
  }

  @Test func sharedAxesAreThoseOfAllRunsWithMetrics() {
    var runs = SampleRuns.runs(3, points: 10)
    #expect(Axis.shared(by: runs) == [.step, .epoch, .samples, .time])
    runs[1].metrics = []
    #expect(Axis.shared(by: runs) == [.step, .epoch, .samples, .time])
    runs[2].metrics[3].epoch = nil
    #expect(Axis.shared(by: runs) == [.step, .samples, .time])
  }
}
