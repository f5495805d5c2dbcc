import LoraConfig

extension RunConfig {
  /// Optimizer steps for that many examples.
  func steps(examples: Int) -> Int {
    length.steps(examples: examples, perStep: batchSize * gradientAccumulationSteps)
  }

  /// The keys that were set, by name, with their values as YAML writes them.
  var setValues: [String: String] {
    let set = RunKey.allCases.filter(isSet).compactMap { key in
      self[key].map { (key.rawValue, $0.yaml) }
    }
    return Dictionary(uniqueKeysWithValues: set)
  }
}
