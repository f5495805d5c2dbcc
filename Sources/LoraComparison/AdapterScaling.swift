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
  private let alphas: AlphaPatterns

  /// Throws for a description that is broken: taken for absent, it would give other numbers.
  init(of file: AdapterFile, config: [UInt8]?) throws(WeightsError) {
    self.file = file
    let metadata = file.file.metadata["lora_adapter_metadata"].map { Array($0.utf8) }
    prefix = config == nil ? "unet." : ""
    let settings: JSONValue?
    do throws(JSONError) {
      settings = try (config ?? metadata).map { bytes throws(JSONError) in
        try JSONValue(parsing: bytes)
      }
    } catch {
      throw WeightsError(
        path: file.file.path, .malformed("the adapter's description is not JSON: \(error)"))
    }
    self.settings = settings
    guard let alphas = AlphaPatterns(Self.setting("alpha_pattern", settings, prefix)) else {
      throw WeightsError(
        path: file.file.path,
        .malformed("the adapter's description has an alpha_pattern that is not understood"))
    }
    self.alphas = alphas
    for key in ["lora_alpha", "use_rslora"] { try check(key) }
  }

  private func check(_ key: String) throws(WeightsError) {
    guard let value = setting(key) else { return }
    let isRight = key == "lora_alpha" ? value.double != nil : value.bool != nil
    guard !isRight else { return }
    throw WeightsError(
      path: file.file.path,
      .malformed("the adapter's description gives \(value.kind) as \(key)"))
  }

  func scaling(of pair: AdapterPair) -> Double {
    let rank = Double(pair.rank)
    if let alpha = alphaTensor(of: pair) { return alpha / rank }
    guard let alpha = alphas.alpha(of: pair.modulePath) ?? number("lora_alpha") else {
      return 1
    }
    return setting("use_rslora")?.bool == true ? alpha / rank.squareRoot() : alpha / rank
  }

  private func alphaTensor(of pair: AdapterPair) -> Double? {
    file.file.tensors[pair.modulePath + ".alpha"]?.floats().first.map(Double.init)
  }

  private func number(_ name: String) -> Double? { setting(name)?.double }

  private func setting(_ name: String) -> JSONValue? { Self.setting(name, settings, prefix) }

  private static func setting(
    _ name: String, _ settings: JSONValue?, _ prefix: String
  ) -> JSONValue? {
    settings?[prefix + name] ?? settings?[name]
  }
}
