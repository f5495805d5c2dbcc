/// PEFT's `adapter_config.json`, as far as a plain LoRA needs it.
public struct AdapterConfig: Sendable, Equatable {
  public var rank: Int
  public var alpha: Double
  /// Scale by alpha / √rank instead of alpha / rank.
  public var rankStabilized: Bool
  public var dropout: Double
  public var targets: Targets
  public var baseModel: String?

  /// A list of module names, or a regular expression over whole paths.
  public enum Targets: Sendable, Equatable {
    case names([String])
    case pattern(String)
  }

  public init(
    rank: Int, alpha: Double, rankStabilized: Bool = false, dropout: Double = 0, targets: Targets,
    baseModel: String? = nil
  ) {
    self.rank = rank
    self.alpha = alpha
    self.rankStabilized = rankStabilized
    self.dropout = dropout
    self.targets = targets
    self.baseModel = baseModel
  }

  /// What B · A · x is multiplied by.
  public var scale: Double {
    alpha / (rankStabilized ? Double(rank).squareRoot() : Double(rank))
  }

  /// The file PEFT reads, keys sorted.
  public var json: JSONValue {
    let targetModules: JSONValue =
      switch targets {
      case .names(let names): .array(names.sorted().map(JSONValue.string))
      case .pattern(let pattern): .string(pattern)
      }
    return .object([
      "peft_type": .string("LORA"), "task_type": .string("CAUSAL_LM"), "r": .integer(rank),
      "lora_alpha": Int(exactly: alpha).map(JSONValue.integer) ?? .number(alpha),
      "lora_dropout": .number(dropout), "use_rslora": .bool(rankStabilized),
      "target_modules": targetModules, "bias": .string("none"), "inference_mode": .bool(true),
      "fan_in_fan_out": .bool(false), "init_lora_weights": .bool(true),
      "modules_to_save": .null,
      "base_model_name_or_path": baseModel.map(JSONValue.string) ?? .null,
    ])
  }

  /// Reads what PEFT wrote; a setting that changes the result and is not known here is refused.
  public init(_ json: JSONValue, path: String) throws(WeightsError) {
    func broken(_ reason: String) -> WeightsError { WeightsError(path: path, .malformed(reason)) }
    guard json["peft_type"]?.string == "LORA" else {
      throw WeightsError(path: path, .unsupportedContainer("this is not a LoRA adapter of PEFT"))
    }
    if let setting = Self.foreignSetting(json) {
      throw WeightsError(path: path, .unsupportedContainer("'\(setting)' is not supported"))
    }
    guard let rank = json["r"]?.integer, (1...65_536).contains(rank) else {
      throw broken("'r' is no rank")
    }
    guard let alpha = json["lora_alpha"]?.double, alpha > 0 else {
      throw broken("'lora_alpha' is no number above 0")
    }
    switch json["target_modules"] {
    case .string(let pattern): targets = .pattern(pattern)
    case .array(let names): targets = .names(names.compactMap(\.string))
    default: throw broken("'target_modules' is missing")
    }
    self.rank = rank
    self.alpha = alpha
    rankStabilized = json["use_rslora"]?.bool ?? false
    dropout = json["lora_dropout"]?.double ?? 0
    baseModel = json["base_model_name_or_path"]?.string
  }

  /// The first setting that is switched on and would change what the adapter computes.
  private static func foreignSetting(_ json: JSONValue) -> String? {
    let flags = ["use_dora", "use_qalora", "use_bdlora", "lora_bias", "fan_in_fan_out"]
    if let flag = flags.first(where: { json[$0]?.bool == true }) { return flag }
    let lists = [
      "rank_pattern", "alpha_pattern", "modules_to_save", "layer_replication",
      "trainable_token_indices", "target_parameters", "alora_invocation_tokens",
    ]
    let isEmpty = { (value: JSONValue) in value == .array([]) || value == .object([:]) }
    if let list = lists.first(where: { json[$0].map { !isEmpty($0) } ?? false }) { return list }
    if let bias = json["bias"]?.string, bias != "none" { return "bias: \(bias)" }
    return nil
  }
}
