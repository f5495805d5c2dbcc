import LoraModels
import LoraTensor
import LoraText
import LoraTrainer

/// The first lines of the log: what will be trained, on what, with what.
struct Overview {
  let lines: [String]

  init(
    _ plan: TrainingPlan, _ data: TrainingData, _ adapters: AdapterSet, _ engine: Engine,
    totalSteps: Int
  ) {
    let options = plan.options
    let trainable = adapters.parameters.reduce(0) { $0 + $1.count }
    let labels = data.examples.reduce(0) { $0 + $1.labelCount }
    let tokens = data.examples.reduce(0) { $0 + $1.tokens.count }
    lines = [
      "lora-train \(LoraTrain.version): OpenBLAS \(engine.kernel) kernels, "
        + "\(engine.threads) threads",
      "base: \(plan.base.path), \(plan.base.architecture), "
        + "\(plan.base.layout.layerCount) layers",
      "adapter: rank \(options.rank), scale \(options.scale), "
        + "\(adapters.adapters.count) linear layers, \(trainable) trainable parameters",
      "data: \(data.examples.count) examples, \(tokens) tokens, \(labels) of them trained",
      "training: \(totalSteps) steps of \(options.batchSize) × "
        + "\(options.gradientAccumulationSteps) examples, seed \(options.seed)",
      Self.sample(data),
    ]
  }

  /// The first example as the model sees it, what is trained between ⟦ and ⟧.
  private static func sample(_ data: TrainingData) -> String {
    guard let example = data.examples.first else { return "" }
    guard let tokenizer = data.tokenizer else {
      return "first example: \(example.tokens.count) tokens, \(example.labelCount) trained"
    }
    var parts: [(isTrained: Bool, tokens: [Int])] = []
    for (position, token) in example.tokens.enumerated() {
      let isTrained = position > 0 && example.labels[position] != nil
      if parts.last?.isTrained == isTrained {
        parts[parts.count - 1].tokens.append(token)
      } else {
        parts.append((isTrained, [token]))
      }
    }
    return "first example, trained between ⟦ and ⟧:\n"
      + parts.map { part in
        let text = tokenizer.decode(part.tokens)
        return part.isTrained ? "⟦\(text)⟧" : text
      }.joined()
  }
}
