import LoraJSON
import LoraNames
import LoraWeights

/// What multiplies B·A in each module of an adapter.
///
/// PEFT: `adapter_config.json`: lora_alpha / r, or / √r with use_rslora; `rank_pattern` and
/// `alpha_pattern` override it for modules whose path ends in the pattern. diffusers: the metadata
/// entry `lora_adapter_metadata`. kohya: a tensor `alpha` beside the factors. Where nothing is
/// said, alpha equals the rank.
struct AdapterScaling {
  private let file: AdapterFile
  private let settings: JSONValue?
  private let prefix: String

  init(of file: AdapterFile, config: [UInt8]?) {
    self.file = file
    if let config {
      settings = try? config.withUnsafeBytes { try JSONValue(parsing: $0) }
      prefix = ""
    } else {
      settings = file.file.metadata["lora_adapter_metadata"].flatMap { try? JSONValue(parsing: $0) }
      prefix = "unet."
    }
  }

  func scaling(of pair: AdapterPair) -> Double {
    let rank = Double(pair.rank)
    if let alpha = alphaTensor(of: pair) { return alpha / rank }
    guard let alpha = pattern("alpha_pattern", pair.modulePath) ?? number("lora_alpha") else {
      return 1
    }
    return setting("use_rslora")?.bool == true ? alpha / rank.squareRoot() : alpha / rank
  }

  private func alphaTensor(of pair: AdapterPair) -> Double? {
    file.file.tensors[pair.modulePath + ".alpha"]?.floats().first.map(Double.init)
  }

  private func pattern(_ name: String, _ path: String) -> Double? {
    let keys = setting(name)?.object?.members ?? []
    if let named = keys.first(where: { path.sameBytes(as: $0.key) || path.ends(with: "." + $0.key) }
    ) {
      return named.value.double
    }
    // PEFT: re.match(rf"(.*\.)?({key})$", path)
    return keys.inByteOrder(of: \.key).first { member in
      guard let pattern = try? Regex("(.*\\.)?(\(member.key))") else { return false }
      return (try? pattern.wholeMatch(in: path)) != nil
    }?.value.double
  }

  private func number(_ name: String) -> Double? { setting(name)?.double }

  private func setting(_ name: String) -> JSONValue? {
    settings?[prefix + name] ?? settings?[name]
  }
}
