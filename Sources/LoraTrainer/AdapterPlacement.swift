public import LoraFamilies
public import LoraTensor
import LoraWeights

/// Where adapters go in a base model, and how they start.
public struct AdapterPlacement: Sendable {
  public let linears: [AdaptableLinear]

  /// The linear layers that the options' target modules name; each name must match something.
  public init(
    _ options: TrainingOptions, in base: BaseModel
  ) throws(TargetModules.Failure) {
    linears = try options.targetModules.select(from: base.adaptableLinears)
  }

  /// Fresh adapters: A uniform in ±1/√inputs, B zero, so that training starts at the base model.
  ///
  /// A module's start depends on the seed and its own path, not on which others are adapted.
  public func adapters(_ options: TrainingOptions) -> AdapterSet {
    AdapterSet(
      linears.map { linear in
        let adapter = LowRankAdapter(
          linear, rank: options.rank, scale: options.scale, dropout: Float(options.dropout))
        var random = RandomSequence(
          RandomKey(seed: options.seed, .adapterStart, name: linear.path))
        let bound = 1 / Float(linear.inputs).squareRoot()
        for index in adapter.down.values.indices {
          adapter.down.values[index] = (2 * random.unit() - 1) * bound
        }
        return adapter
      })
  }
}

extension LowRankAdapter {
  /// An adapter of zeros with PEFT's keys.
  convenience init(_ linear: AdaptableLinear, rank: Int, scale: Float, dropout: Float) {
    let names = AdapterKey.peftNames(of: linear.path)
    self.init(
      path: linear.path, keys: (names.a, names.b), inputs: linear.inputs,
      outputs: linear.outputs, rank: rank, scale: scale, dropout: dropout)
  }
}
