import LoraTrainer
import Testing

@Suite struct TrainingLoopTests {
  @Test func twoRunsAreIdenticalToTheBit() throws {
    var training = SmallTraining()
    training.options.epochs = 2
    training.options.batchSize = 2
    training.options.dropout = 0.1
    let once = try training.run()
    #expect(try training.run() == once)
    training.options.seed = 1
    #expect(try training.run() != once)
  }

  @Test(arguments: [1, 3, 4]) func threadsDoNotChangeBits(threads: Int) throws {
    var training = SmallTraining()
    training.options.epochs = 2
    training.options.batchSize = 3
    training.options.dropout = 0.1
    training.options.targetModules = .allLinear
    let two = try training.run()
    training.threads = threads
    #expect(try training.run() == two)
  }

  /// The loss is the mean over all labels of a step, however its examples are cut up.
  @Test(arguments: [(1, 6), (2, 3), (3, 2), (4, 2)])
  func accumulationEqualsTheBigBatch(batch: Int, accumulation: Int) throws {
    var training = SmallTraining()
    training.options.targetModules = .allLinear
    training.options.batchSize = 6
    let big = try training.run()
    training.options.batchSize = batch
    training.options.gradientAccumulationSteps = accumulation
    let small = try training.run()
    #expect(small.losses.count == 1)
    #expect(abs(small.losses[0] - big.losses[0]) < 1e-5)
    for (one, other) in zip(small.firstGradients, big.firstGradients) {
      let largest = other.reduce(0) { max($0, abs($1)) }
      #expect(zip(one, other).allSatisfy { abs($0 - $1) <= 2e-5 * largest })
    }
  }

  /// In a query's or a key's weights too, where the softmax could hide it.
  @Test(arguments: [["q_proj"], ["k_proj"], ["v_proj"], ["o_proj"], ["gate_proj"], ["down_proj"]])
  func weightsThatAreNotANumberEndTheTraining(modules: [String]) throws {
    var training = SmallTraining()
    training.options.targetModules = .names(modules)
    training.options.batchSize = 2
    let error = try #require(throws: TrainingError.self) {
      try training.run(spoil: { adapters in
        for adapter in adapters.adapters {
          adapter.up.set((0..<adapter.up.count).map { $0 == 3 ? .nan : 0 })
        }
      })
    }
    guard case .diverged(let step, let examples) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(step == 1)
    #expect(examples.count == 2)
  }

  @Test func nothingIsDroppedAndReportsCome() throws {
    var training = SmallTraining()
    training.options.batchSize = 2
    training.options.gradientAccumulationSteps = 2
    training.options.epochs = 2
    training.options.saveSteps = 3
    let outcome = try training.run()
    // 6 examples, 4 at a time: steps of 4 and 2.
    #expect(outcome.losses.count == 4)
    #expect(outcome.end == TrainingEnd(steps: 4, stopped: false))
    let perEpoch = SmallTraining.examples(6).reduce(0) { $0 + $1.tokens.count }
    #expect(outcome.units.reduce(0, +) == 2 * perEpoch)
    let shape = outcome.reports.map { report in
      switch report {
      case .gradients(let step): "gradients \(step)"
      case .step(let step): "step \(step.step)/\(step.totalSteps) \(step.epoch)"
      case .checkpoint(let step): "checkpoint \(step)"
      case .epoch(let epoch): "epoch \(epoch)"
      }
    }
    #expect(
      shape == [
        "gradients 1", "step 1/4 0.5", "gradients 2", "step 2/4 1.0", "epoch 1",
        "gradients 3", "step 3/4 1.5", "checkpoint 3", "gradients 4", "step 4/4 2.0", "epoch 2",
      ])
  }

  @Test func maxStepsCutsAnEpochOrGoesOn() throws {
    var training = SmallTraining()
    training.options.batchSize = 2
    training.options.maxSteps = 2
    #expect(try training.run().end == TrainingEnd(steps: 2, stopped: false))
    training.options.maxSteps = 5
    #expect(try training.run().end == TrainingEnd(steps: 5, stopped: false))
  }

  @Test func stopsWhenToldTo() throws {
    var training = SmallTraining()
    training.options.epochs = 3
    let outcome = try training.run { report in
      if case .step(let step) = report, step.step == 4 { .stop } else { .more }
    }
    #expect(outcome.end == TrainingEnd(steps: 4, stopped: true))
    #expect(outcome.losses.count == 4)
  }

  @Test func warmUpBeginsAtRateZero() throws {
    var training = SmallTraining()
    training.options.warmupSteps = 2
    training.options.schedule = .linear
    training.options.epochs = 1
    let outcome = try training.run()
    #expect(outcome.rates == [0, 0.005, 0.01, 0.0075, 0.005, 0.0025])
  }

  @Test func divergenceIsAnError() throws {
    var training = SmallTraining()
    training.options.learningRate = 1e30
    training.options.epochs = 3
    #expect(throws: TrainingError.self) { try training.run() }
  }

  @Test func needsExamplesWithLabels() throws {
    var training = SmallTraining()
    training.exampleCount = 0
    #expect(throws: TrainingError.noExamples) { try training.run() }
  }
}
