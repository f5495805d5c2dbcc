import LoraFamilies
import LoraJSON
import LoraWeights

/// The hyperparameters in `case.json`.
struct CaseSettings {
  let steps: Int
  var options = TrainingOptions()
  private let path: String
  private let json: JSONValue

  init(path: String) throws(GoldenCaseError) {
    self.path = path
    do throws(WeightsError) { json = try JSONValue(readingFile: path) } catch {
      throw .adapter(.weights(error))
    }
    if let family = json["family"]?.string, family != "llama" {
      throw .broken(path: path, reason: "not yet in lora-train: the family '\(Printable(family))'")
    }
    steps = try Self.positive("steps", json, path)
    options.rank = try Self.positive("r", json, path)
    options.alpha = try number("lora_alpha")
    options.useRSLoRA = json["use_rslora"]?.bool ?? false
    options.dropout = json["lora_dropout"]?.double ?? 0
    guard (0..<1).contains(options.dropout) else {
      throw .broken(path: path, reason: "'lora_dropout' is not from 0 to below 1")
    }
    options.learningRate = try number("lr")
    options.weightDecay = try number("weight_decay")
    options.epsilon = try number("eps")
    options.maxGradientNorm = try number("max_grad_norm")
    guard let betas = json["betas"]?.array?.compactMap(\.double), betas.count == 2 else {
      throw .broken(path: path, reason: "'betas' is not two numbers")
    }
    (options.beta1, options.beta2) = (betas[0], betas[1])
    if let seed = json["seed"]?.integer { options.seed = UInt64(bitPattern: Int64(seed)) }
  }

  private func number(_ key: String) throws(GoldenCaseError) -> Double {
    guard let value = json[key]?.double else {
      throw .broken(path: path, reason: "'\(key)' is not a number")
    }
    return value
  }

  private static func positive(
    _ key: String, _ json: JSONValue, _ path: String
  ) throws(GoldenCaseError) -> Int {
    guard let value = json[key]?.integer, value > 0 else {
      throw .broken(path: path, reason: "'\(key)' is not a whole number above 0")
    }
    return value
  }
}
