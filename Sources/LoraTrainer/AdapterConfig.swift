import FoundationEssentials
import LoraFamilies

extension AdapterConfig {
  /// The text of the file, as PEFT reads it; keys sorted, so that equal configs are equal bytes.
  func text(targets: TargetModules, base: String) throws(AdapterError) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let file = AdapterConfigFile(self, targets: targets, base: base)
    guard let data = try? encoder.encode(file) else {
      throw .malformed(path: Self.fileName, reason: "a value that JSON cannot hold")
    }
    return String(decoding: data, as: UTF8.self) + "\n"
  }
}

/// The keys of the file, in PEFT's spelling.
private struct AdapterConfigFile: Encodable {
  let peft_type = "LORA"
  let task_type = "CAUSAL_LM"
  let base_model_name_or_path: String
  let r: Int
  let lora_alpha: Double
  let lora_dropout: Double
  let use_rslora: Bool
  let target_modules: Targets
  let bias = "none"
  let fan_in_fan_out = false
  let inference_mode = true
  let init_lora_weights = true

  init(_ config: AdapterConfig, targets: TargetModules, base: String) {
    base_model_name_or_path = base
    r = config.rank
    lora_alpha = config.alpha
    lora_dropout = config.dropout
    use_rslora = config.useRSLoRA
    target_modules = Targets(targets: targets)
  }

  struct Targets: Encodable {
    let targets: TargetModules

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch targets {
      case .names(let names): try container.encode(names)
      case .pattern(let pattern): try container.encode(pattern)
      case .allLinear: try container.encode("all-linear")
      }
    }
  }
}
