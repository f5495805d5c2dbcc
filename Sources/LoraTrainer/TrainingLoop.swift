public import LoraTensor

/// The one loop that trains: golden cases and real runs go through it alike.
public struct TrainingLoop<Task: TrainingTask> {
  private let task: Task
  private let adapters: AdapterSet
  private let options: TrainingOptions
  private let engine: Engine
  private let order: BatchOrder
  private let schedule: LearningRateSchedule
  private var optimizer: AdamW

  public init(
    _ task: Task, _ adapters: AdapterSet, _ options: TrainingOptions, _ engine: Engine
  ) throws(TrainingError) {
    let count = task.examples.count
    guard count > 0 else { throw .noExamples }
    if let index = task.examples.firstIndex(where: { task.labelCount(of: $0) == 0 }) {
      throw .nothingToLearn(index: index)
    }
    self.task = task
    self.adapters = adapters
    self.options = options
    self.engine = engine
    order = BatchOrder(exampleCount: count, options: options)
    schedule = LearningRateSchedule(
      shape: options.schedule, peak: options.learningRate, warmupSteps: options.warmupSteps,
      totalSteps: options.totalSteps(examples: count))
    optimizer = AdamW(adapters.parameters, options, engine)
  }

  /// Trains to the last step, or until `report` answers `.stop`.
  public mutating func run(
    _ report: (TrainingReport) -> TrainingDecision
  ) throws(TrainingError) -> TrainingEnd {
    var (step, epoch) = (0, 0)
    while step < schedule.totalSteps {
      let steps = order.steps(epoch: epoch)
      for (place, microBatches) in steps.enumerated() {
        step += 1
        let passes = Double(epoch) + Double(place + 1) / Double(steps.count)
        let decision = try take(step, microBatches, passes: passes, report)
        if decision == .stop {
          return TrainingEnd(steps: step, stopped: step < schedule.totalSteps)
        }
        if step == schedule.totalSteps { break }
      }
      epoch += 1
      if step == epoch * steps.count, report(.epoch(epoch)) == .stop { break }
    }
    return TrainingEnd(steps: step, stopped: step < schedule.totalSteps)
  }

  /// One optimizer step; its reports' answers are joined.
  private mutating func take(
    _ step: Int, _ microBatches: [[Int]], passes: Double,
    _ report: (TrainingReport) -> TrainingDecision
  ) throws(TrainingError) -> TrainingDecision {
    let clock = ContinuousClock()
    let start = clock.now
    let (loss, badBatches) = accumulate(step, microBatches)
    let norm = optimizer.gradientNorm()
    guard loss.isFinite, norm.isFinite else {
      let culprits = badBatches.isEmpty ? microBatches : badBatches.map { microBatches[$0] }
      throw .diverged(step: step, examples: culprits.flatMap { $0 })
    }
    var answers = [report(.gradients(step: step))]
    let rate = schedule.rate(step: step)
    optimizer.update(rate: rate, norm: norm)
    let units = microBatches.joined().reduce(0) { $0 + task.size(of: task.examples[$1]) }
    answers.append(
      report(
        .step(
          StepReport(
            step: step, totalSteps: schedule.totalSteps, epoch: passes, loss: Float(loss),
            learningRate: Float(rate), gradientNorm: Float(norm), units: units,
            duration: clock.now - start))))
    if let every = options.saveSteps, step % every == 0 {
      answers.append(report(.checkpoint(step: step)))
    }
    return answers.contains(.stop) ? .stop : .more
  }

  /// Leaves the gradient of the mean over all labels of the step in the adapters; returns the mean,
  /// and which micro-batches have no finite loss.
  private func accumulate(
    _ step: Int, _ microBatches: [[Int]]
  ) -> (mean: Double, notFinite: [Int]) {
    for parameter in adapters.parameters { parameter.clearGradient() }
    let batches = microBatches.map { $0.map { task.examples[$0] } }
    let labels = batches.joined().reduce(0) { $0 + task.labelCount(of: $1) }
    var sum = 0.0
    var notFinite: [Int] = []
    for (index, batch) in batches.enumerated() {
      let draw = Draw(seed: options.seed, step: step, microBatch: index)
      let tape = Tape(engine, training: true, draw: draw)
      let loss = task.loss(of: batch, on: tape)
      tape.backward(from: loss, scale: 1 / Float(labels))
      sum += loss.sum
      if !loss.sum.isFinite { notFinite.append(index) }
    }
    return (sum / Double(labels), notFinite)
  }
}
