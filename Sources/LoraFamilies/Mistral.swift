extension Family {
  /// Mistral 7B: as LLaMA without biases, with a sliding window (4096 unless the config says
  /// otherwise; null switches it off). Its GGUF files call themselves `llama`.
  static let mistral = Family(
    modelTypes: ["mistral"], ggufArchitectures: [], architecture: "MistralForCausalLM",
    defaultTargets: ["q_proj", "v_proj"],
    layout: { config throws(FamilyError) in
      var layout = try DecoderLayout(common: config)
      if config.isAbsent("num_key_value_heads") { layout.keyValueHeadCount = 8 }
      layout.slidingWindow =
        config.isAbsent("sliding_window") ? 4096 : try config.optionalSize("sliding_window")
      return layout
    },
    ggufLayout: { metadata throws(FamilyError) in try DecoderLayout(gguf: metadata) },
    ggufPermutesQueriesAndKeys: true)
}
