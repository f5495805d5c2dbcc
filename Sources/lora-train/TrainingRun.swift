import FoundationEssentials
import LoraExperiment
import LoraFamilies
import LoraModels
import LoraNames
import LoraTensor
import LoraTrainer

/// One training from its start event to its end event.
struct TrainingRun {
  private let plan: TrainingPlan
  private let journal: EventJournal
  private let data: RunData
  private let engine: Engine
  private let decoder: Decoder
  private let adapters: AdapterSet
  private let stop = StopRequest()

  /// Reads the data before the model: the cheaper check comes first.
  init(_ plan: TrainingPlan, _ journal: EventJournal) throws {
    self.plan = plan
    self.journal = journal
    data = try RunData(plan)
    adapters = try Self.startingAdapters(plan)
    engine = try Engine()
    decoder = try Decoder(plan.base, engine)
  }

  /// Fresh adapters, or those that training goes on from.
  private static func startingAdapters(_ plan: TrainingPlan) throws -> AdapterSet {
    try checkMemory(plan)
    let adapters = plan.placement.adapters(plan.options)
    try plan.start?.fill(adapters)
    return adapters
  }

  /// A parameter is its value, its gradient and the optimizer's two moments, four bytes each.
  private static func checkMemory(_ plan: TrainingPlan) throws(Failure) {
    let rank = Double(plan.options.rank)
    let bytes = plan.placement.linears.reduce(0.0) {
      $0 + 16 * rank * (Double($1.inputs) + Double($1.outputs))
    }
    guard bytes > Double(MachineMemory.bytes) else { return }
    throw Failure(
      .badConfig,
      "an adapter of rank \(plan.options.rank) takes \(MachineMemory.inWords(bytes)) of memory, and "
        + "this machine has \(MachineMemory.inWords(Double(MachineMemory.bytes)))",
      hint: "set a smaller lora_rank")
  }

  /// Trains, and says in the journal how it ended even when it fails.
  func train() throws {
    do { try trainToTheEnd() } catch {
      try journal.write(.end) {
        $0.reason = "failed"
        $0.message = Failure(error).text
      }
      throw error
    }
  }

  private func trainToTheEnd() throws {
    let folder = OutputFolder(path: plan.outputFolder)
    try folder.create()
    let order = BatchOrder(exampleCount: data.examples.count, options: plan.options)
    let progress = Progress(every: plan.config.logSteps, order)
    try announce()
    let task = DecoderTask(
      examples: data.examples, decoder: decoder, adapters: adapters, endTokens: data.endTokens)
    let end = try train(task, folder, progress)
    let adapter = try write(adaptersInto: folder.path)
    try journal.write(.adapter) {
      $0.path = adapter
      $0.step = end.steps
    }
    log("adapter: \(adapter)")
    try writeSamples(of: task, folder)
    try journal.write(.end) {
      $0.reason = end.stopped ? "stopped" : "completed"
      $0.step = end.steps
    }
    log(end.stopped ? "stopped after step \(end.steps)" : "completed: \(end.steps) steps")
  }

  private func announce() throws(Failure) {
    let options = plan.options
    let total = options.totalSteps(examples: data.examples.count)
    try journal.write(.start) {
      $0.totalSteps = total
      $0.totalEpochs =
        Double(total) / Double(options.stepsPerEpoch(examples: data.examples.count))
      $0.examples = data.examples.count
      $0.trainer = "lora-train \(LoraTrain.version)"
      $0.kernel = "OpenBLAS \(engine.kernel)"
      $0.knowsStopFile = true
    }
    for line in Overview(plan, data, adapters, engine, totalSteps: total).lines { log(line) }
    for warning in plan.warnings + data.warnings {
      log("warning: \(warning)")
      try journal.write(.warning) { $0.message = warning }
    }
  }

  /// Trains; what a report cannot throw ends the loop and is thrown behind it.
  private func train(
    _ task: DecoderTask, _ folder: OutputFolder, _ progress: Progress
  ) throws -> TrainingEnd {
    var loop = try TrainingLoop(task, adapters, plan.options, engine)
    var failure: (any Error)?
    let end: TrainingEnd
    do throws(TrainingError) {
      end = try loop.run { report in
        do { try take(report, folder, progress) } catch { failure = error }
        return failure != nil || stop.isMade ? .stop : .more
      }
    } catch {
      throw located(error)
    }
    if let failure { throw failure }
    return end
  }

  /// A divergence with the lines of the data that the step trained on.
  private func located(_ error: TrainingError) -> Failure {
    guard case .diverged(_, let examples) = error else { return Failure(error) }
    let lines = examples.prefix(8).map { data.sources[$0] }.joined(separator: ", ")
    let more = examples.count > 8 ? " and \(examples.count - 8) more" : ""
    return Failure(.trainingFailed, "\(error)", hint: "the step trained on \(lines)\(more)")
  }

  private func take(
    _ report: TrainingReport, _ folder: OutputFolder, _ progress: Progress
  ) throws {
    switch report {
    case .gradients: break
    case .step(let step):
      progress.note(step)
      try journal.write(.step) { $0.fill(step, progress) }
    case .checkpoint(let step):
      let path = try folder.createCheckpoint(step: step)
      try write(adaptersInto: path)
      try journal.write(.checkpoint) {
        $0.step = step
        $0.path = path
      }
      log("checkpoint: \(path)")
    case .epoch(let epoch):
      try journal.write(.epoch) {
        $0.epoch = Double(epoch)
        $0.step = progress.step
      }
    }
  }

  /// The path of the weights.
  @discardableResult
  private func write(adaptersInto folder: String) throws -> String {
    try AdapterFolder.write(adapters, plan.options, base: plan.config.baseModel, to: folder)
    return folder + "/adapter_model.safetensors"
  }

  /// A page for each of the first three examples; ids without a tokenizer have none.
  private func writeSamples(of task: DecoderTask, _ folder: OutputFolder) throws {
    guard let tokenizer = data.tokenizer else { return }
    for (number, example) in task.examples.prefix(3).enumerated() {
      let sample = SampleText(task.preview(of: example), tokenizer)
      let path = try folder.write(sample: sample.page, number: number + 1)
      try journal.write(.sample) {
        $0.prompt = sample.prompt
        $0.text = sample.adapted
        $0.path = path
      }
    }
  }
}

extension TrainingEvent {
  fileprivate mutating func fill(_ report: StepReport, _ progress: Progress) {
    step = report.step
    totalSteps = report.totalSteps
    epoch = report.epoch
    loss = report.loss
    learningRate = report.learningRate
    gradientNorm = report.gradientNorm
    tokensPerSecond = report.unitsPerSecond.rounded()
    samplesPerSecond = (progress.examplesPerSecond * 100).rounded() / 100
    tokens = progress.tokens
    examples = progress.examples
  }
}
