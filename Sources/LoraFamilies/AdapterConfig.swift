import LoraJSON
import LoraWeights

/// `adapter_config.json` of a PEFT folder: what LoRA's tensors do not say.
public struct AdapterConfig: Sendable, Equatable {
  public var rank: Int
  public var alpha: Double
  public var useRSLoRA: Bool
  public var dropout: Double

  public init(rank: Int, alpha: Double, useRSLoRA: Bool, dropout: Double) {
    self.rank = rank
    self.alpha = alpha
    self.useRSLoRA = useRSLoRA
    self.dropout = dropout
  }

  public static let fileName = "adapter_config.json"

  public var scale: Float {
    Float(useRSLoRA ? alpha / Double(rank).squareRoot() : alpha / Double(rank))
  }

  init(folder: String) throws(AdapterError) {
    let path = folder + "/" + Self.fileName
    let json: JSONValue
    do throws(WeightsError) { json = try JSONValue(readingFile: path) } catch {
      throw .weights(error)
    }
    if json["peft_type"]?.string != "LORA" {
      throw .unsupported(path: path, reason: "adapters other than peft_type LORA")
    }
    for key in ["use_dora", "fan_in_fan_out", "lora_bias"] where json[key]?.bool == true {
      throw .unsupported(path: path, reason: key)
    }
    for key in ["rank_pattern", "alpha_pattern"] where json[key]?.object?.members.isEmpty == false {
      throw .unsupported(path: path, reason: key)
    }
    if let bias = json["bias"]?.string, bias != "none" {
      throw .unsupported(path: path, reason: "bias: \(bias)")
    }
    guard let rank = json["r"]?.integer, rank > 0 else {
      throw .malformed(path: path, reason: "'r' is not a whole number above 0")
    }
    self.init(
      rank: rank, alpha: json["lora_alpha"]?.double ?? 8,
      useRSLoRA: json["use_rslora"]?.bool ?? false, dropout: json["lora_dropout"]?.double ?? 0)
  }
}
