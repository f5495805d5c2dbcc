import LoraConfig
import LoraExperiment

extension RunConfig {
  /// Optimizer steps for that many examples.
  func steps(examples: Int) -> Int {
    length.steps(examples: examples, perStep: batchSize * gradientAccumulationSteps)
  }

  /// Examples trained on: exact where the trainer told its data set's size and the epochs, else
  /// as if every step had been full; nil where another trainer's file does not say how many those are.
  func samples(in totals: Totals) -> Int? {
    if let examples = totals.examples, let epochs = totals.epochs {
      return Int(clamping: (Double(examples) * epochs).rounded())
    }
    guard !isForeign || isSet(.batchSize) else { return nil }
    return Int(clamping: Double(totals.steps) * Double(batchSize * gradientAccumulationSteps))
  }

  /// The keys that were set, by name, with their values as YAML writes them.
  var setValues: [String: String] {
    let set = RunKey.allCases.filter(isSet).compactMap { key in
      self[key].map { (key.rawValue, $0.yaml) }
    }
    return Dictionary(set) { first, _ in first }
  }
}
