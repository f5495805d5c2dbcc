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
    let values = AdapterValues(path: path, json: json)
    if json["peft_type"]?.string != "LORA" {
      throw .unsupported(path: path, reason: "adapters other than peft_type LORA")
    }
    for key in ["use_dora", "fan_in_fan_out", "lora_bias"] where try values.flag(key) {
      throw .unsupported(path: path, reason: key)
    }
    for key in ["rank_pattern", "alpha_pattern"] {
      guard json[key]?.object?.members.isEmpty ?? (json[key] == nil) else {
        throw .unsupported(path: path, reason: key)
      }
    }
    if let bias = json["bias"], bias != .string("none") {
      throw .unsupported(path: path, reason: "bias: \(bias.string ?? bias.kind)")
    }
    guard let rank = json["r"]?.integer, rank > 0 else {
      throw .malformed(path: path, reason: "'r' is not a whole number above 0")
    }
    self.init(
      rank: rank, alpha: try values.number("lora_alpha", -1e6...1e6) ?? 8,
      useRSLoRA: try values.flag("use_rslora"),
      dropout: try values.number("lora_dropout", 0...1) ?? 0)
  }
}

/// Values of the file by type. One of another type is an error, for PEFT's default in its place would
/// give other numbers in silence.
private struct AdapterValues {
  let path: String
  let json: JSONValue

  /// False when absent.
  func flag(_ key: String) throws(AdapterError) -> Bool {
    guard let value = json[key] else { return false }
    guard let flag = value.bool else {
      throw .malformed(path: path, reason: "'\(key)' is \(value.kind), not true or false")
    }
    return flag
  }

  /// Nil when absent.
  func number(_ key: String, _ range: ClosedRange<Double>) throws(AdapterError) -> Double? {
    guard let value = json[key] else { return nil }
    guard let number = value.double else {
      throw .malformed(path: path, reason: "'\(key)' is \(value.kind), not a number")
    }
    guard range.contains(number) else {
      throw .malformed(path: path, reason: "'\(key)' is \(number)")
    }
    return number
  }
}
