import LoraTrainer
import Testing

@Suite struct BatchOrderTests {
  private func order(
    _ count: Int, batch: Int, accumulation: Int = 1, seed: UInt64 = 0, shuffle: Bool = true
  ) -> BatchOrder {
    var options = TrainingOptions()
    options.batchSize = batch
    options.gradientAccumulationSteps = accumulation
    options.seed = seed
    options.shuffle = shuffle
    return BatchOrder(exampleCount: count, options: options)
  }

  @Test(arguments: [(10, 3, 2), (7, 7, 1), (1, 4, 4), (23, 1, 5)])
  func everyExampleComesOnce(count: Int, batch: Int, accumulation: Int) {
    let steps = order(count, batch: batch, accumulation: accumulation).steps(epoch: 3)
    #expect(steps.joined().joined().sorted() == Array(0..<count))
    var options = TrainingOptions()
    options.batchSize = batch
    options.gradientAccumulationSteps = accumulation
    #expect(steps.count == options.stepsPerEpoch(examples: count))
    #expect(steps.dropLast().allSatisfy { $0.joined().count == batch * accumulation })
  }

  @Test func dependsOnSeedAndEpochOnly() {
    let first = order(50, batch: 1).steps(epoch: 0)
    #expect(order(50, batch: 1).steps(epoch: 0) == first)
    #expect(order(50, batch: 1).steps(epoch: 1) != first)
    #expect(order(50, batch: 1, seed: 1).steps(epoch: 0) != first)
    #expect(
      Array(order(50, batch: 4).steps(epoch: 0).joined().joined())
        == Array(first.joined().joined()))
  }

  @Test func unshuffledKeepsTheOrderOfTheFile() {
    let steps = order(5, batch: 2, shuffle: false).steps(epoch: 1)
    #expect(steps == [[[0, 1]], [[2, 3]], [[4]]])
  }
}
