import LoraModels
import LoraTensor
import LoraTrainer

/// The first lines of the log: what will be trained, on what, with what.
struct Overview {
  let lines: [String]

  init(
    _ plan: TrainingPlan, _ data: RunData, _ adapters: AdapterSet, _ engine: Engine,
    totalSteps: Int
  ) {
    let options = plan.options
    let trainable = adapters.parameters.reduce(0) { $0 + $1.count }
    let labels = data.examples.reduce(0) { $0 + $1.labelCount }
    let tokens = data.examples.reduce(0) { $0 + $1.tokens.count }
    let lines = [
      "lora-train \(LoraTrain.version): OpenBLAS \(engine.kernel) kernels, "
        + "\(engine.threads) threads",
      engine.slowKernelWarning.map { "warning: \($0)" },
      "base: \(plan.base.path), \(plan.base.architecture), "
        + "\(plan.base.layout.layerCount) layers",
      "adapter: rank \(options.rank), scale \(options.scale), "
        + "\(adapters.adapters.count) linear layers, \(trainable) trainable parameters",
      "data: \(data.examples.count) examples, \(tokens) tokens, \(labels) of them trained",
      "training: \(totalSteps) steps of \(options.batchSize) × "
        + "\(options.gradientAccumulationSteps) examples, seed \(options.seed)",
      "first example, trained between ⟦ and ⟧: \(data.firstExample)",
    ]
    self.lines = lines.compactMap(\.self)
  }
}
