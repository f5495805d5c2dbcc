extension Family {
  /// Qwen2 and Qwen2.5: biases on q, k and v alone.
  ///
  /// A sliding window counts only with `use_sliding_window`, and then from layer
  /// `max_window_layers` on; a mixture of windowed and full layers is not supported.
  static let qwen2 = Family(
    modelTypes: ["qwen2"], ggufArchitectures: ["qwen2"], architecture: "Qwen2ForCausalLM",
    defaultTargets: ["q_proj", "v_proj"],
    layout: { config throws(FamilyError) in
      var layout = try DecoderLayout(common: config)
      layout.queryKeyValueBias = true
      layout.slidingWindow = try window(config, layerCount: layout.layerCount)
      return layout
    },
    ggufLayout: { metadata throws(FamilyError) in
      var layout = try DecoderLayout(gguf: metadata)
      layout.queryKeyValueBias = true
      return layout
    },
    ggufPermutesQueriesAndKeys: false)

  private static func window(
    _ config: ConfigReader, layerCount: Int
  ) throws(FamilyError) -> Int? {
    guard try config.flag("use_sliding_window", default: false) else { return nil }
    let window =
      config.isAbsent("sliding_window") ? 4096 : try config.optionalSize("sliding_window")
    guard let window else { return nil }
    let firstWindowed = try config.number("max_window_layers") ?? 28
    if let kinds = try config.texts("layer_types") {
      if kinds.allSatisfy({ $0 == "full_attention" }) { return nil }
      if kinds.allSatisfy({ $0 == "sliding_attention" }) { return window }
    } else {
      if firstWindowed >= Double(layerCount) { return nil }
      if firstWindowed <= 0 { return window }
    }
    throw config.unsupported("a mixture of full and sliding-window layers is not supported")
  }
}
