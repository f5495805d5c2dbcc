extension Family {
  /// LLaMA 2 and 3, SmolLM2, TinyLlama and others of model type `llama`.
  ///
  /// `attention_bias` puts a bias on all four attention projections.
  static let llama = Family(
    modelTypes: ["llama"], ggufArchitectures: ["llama"], architecture: "LlamaForCausalLM",
    defaultTargets: ["q_proj", "v_proj"],
    layout: { config throws(FamilyError) in
      var layout = try DecoderLayout(common: config)
      let bias = try config.flag("attention_bias", default: false)
      layout.queryKeyValueBias = bias
      layout.outputBias = bias
      layout.mlpBias = try config.flag("mlp_bias", default: false)
      return layout
    },
    ggufLayout: { metadata throws(FamilyError) in
      var layout = try DecoderLayout(gguf: metadata)
      layout.queryKeyValueBias = metadata.has("blk.0.attn_q.bias")
      layout.outputBias = metadata.has("blk.0.attn_output.bias")
      layout.mlpBias = metadata.has("blk.0.ffn_gate.bias")
      return layout
    },
    ggufPermutesQueriesAndKeys: true)
}
