import LoraFamilies
import LoraModels
import LoraTensor
import LoraTrainer

/// A training of a golden case's model on a few made-up sequences of different lengths.
struct SmallTraining {
  var options = TrainingOptions()
  var threads = 2
  var name = "llama_tied"
  var exampleCount = 6

  init() {
    options.learningRate = 1e-2
    options.rank = 4
  }

  struct Outcome: Equatable {
    var reports: [TrainingReport] = []
    var losses: [Float] = []
    var rates: [Float] = []
    var units: [Int] = []
    var firstGradients: [[Float]] = []
    var weights: [[Float]] = []
    var end: TrainingEnd?

    static func == (a: Outcome, b: Outcome) -> Bool {
      (a.losses, a.rates) == (b.losses, b.rates)
        && (a.firstGradients, a.weights) == (b.firstGradients, b.weights)
    }
  }

  var base: BaseModel {
    get throws { try .open(path: GoldenCases.folder(name) + "/model") }
  }

  static func examples(_ count: Int) -> [TokenExample] {
    (0..<count).map { number in
      let tokens = (0..<5 + number * 3 % 8).map { 3 + ($0 * 31 + number * 17) % 90 }
      return TokenExample(
        tokens: tokens, labels: tokens.enumerated().map { $0 % (number + 2) == 0 ? nil : $1 })
    }
  }

  /// Trains from PEFT's start, but with B not zero, so that A learns from the first step.
  ///
  /// - Parameter spoil: changes an adapter before the first step.
  func run(
    answer: (TrainingReport) -> TrainingDecision = { _ in .more },
    spoil: (AdapterSet) -> Void = { _ in }
  ) throws -> Outcome {
    let engine = try Engine(threads: threads)
    let base = try base
    let adapters = try AdapterPlacement(options, in: base).adapters(options)
    for adapter in adapters.adapters {
      adapter.up.set((0..<adapter.up.count).map { Float($0 % 5 - 2) / 20 })
    }
    spoil(adapters)
    let task = DecoderTask(
      examples: Self.examples(exampleCount), decoder: try Decoder(base, engine),
      adapters: adapters)
    var loop = try TrainingLoop(task, adapters, options, engine)
    var outcome = Outcome()
    outcome.end = try loop.run { report in
      outcome.reports.append(report)
      switch report {
      case .gradients(step: 1):
        outcome.firstGradients = adapters.parameters.map { Array($0.gradient) }
      case .step(let step):
        outcome.losses.append(step.loss)
        outcome.rates.append(step.learningRate)
        outcome.units.append(step.units)
      default: break
      }
      return answer(report)
    }
    outcome.weights = adapters.parameters.map { Array($0.values) }
    return outcome
  }
}
