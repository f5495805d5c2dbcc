import LoraWeights

/// A GGUF file's weights under Hugging Face names and in Hugging Face's order of rows.
///
/// For the architecture `llama`, llama.cpp's converter interleaves the two halves of each q and k
/// head: its row (head, j, half) is Hugging Face's row (head, half, j). That is undone here on
/// whole rows, so blocks of quantised weights stay as they are.
struct GGUFWeights: WeightSource {
  let file: GGUFFile
  let layout: DecoderLayout
  let permutesQueriesAndKeys: Bool

  var files: [String] { [file.path] }
  var tensorCount: Int { file.tensors.count + file.unsupported.count }

  func header(of name: String) -> (elementType: ElementType, shape: [Int])? {
    Self.name(name).flatMap { file.tensors[$0] }.map { ($0.elementType, $0.shape) }
  }

  func tensor(_ name: String) throws(WeightsError) -> StoredTensor {
    guard let stored = Self.name(name) else {
      throw WeightsError(path: file.path, .missingTensor(name))
    }
    let tensor = try file.tensor(stored).renamed(name)
    guard permutesQueriesAndKeys,
      name.contains(".self_attn.q_proj.") || name.contains(".self_attn.k_proj.")
    else { return tensor }
    let half = layout.headDimension / 2
    func source(_ row: Int) -> Int {
      let (head, place) = row.quotientAndRemainder(dividingBy: layout.headDimension)
      return head * layout.headDimension + place % half * 2 + place / half
    }
    if tensor.shape.count > 1 { return tensor.rearranged(rows: source) }
    let bias = tensor.floats()
    return StoredTensor(
      name: name, shape: tensor.shape, floats: bias.indices.map { bias[source($0)] })
  }

  /// GGUF's name for a tensor; nil for a name that no decoder has.
  static func name(_ name: String) -> String? {
    switch name {
    case "model.embed_tokens.weight": return "token_embd.weight"
    case "model.norm.weight": return "output_norm.weight"
    case "lm_head.weight": return "output.weight"
    default: break
    }
    let parts = name.split(separator: ".", maxSplits: 3)
    guard parts.count == 4, parts[0] == "model", parts[1] == "layers",
      let dot = parts[3].lastIndex(of: "."), let part = partNames[String(parts[3][..<dot])]
    else { return nil }
    return "blk.\(parts[2]).\(part)\(parts[3][dot...])"
  }

  private static let partNames = [
    "input_layernorm": "attn_norm", "post_attention_layernorm": "ffn_norm",
    "self_attn.q_proj": "attn_q", "self_attn.k_proj": "attn_k", "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output", "mlp.gate_proj": "ffn_gate", "mlp.up_proj": "ffn_up",
    "mlp.down_proj": "ffn_down",
  ]
}
