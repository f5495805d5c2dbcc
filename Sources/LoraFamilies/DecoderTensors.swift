/// A decoder's tensors by their Hugging Face names.
extension DecoderLayout {
  static let outputName = "lm_head.weight"

  /// Name and shape of every tensor the model consists of; linear weights are [outputs, inputs].
  public var tensorShapes: [(name: String, shape: [Int])] {
    var shapes: [(String, [Int])] = [("model.embed_tokens.weight", [vocabularySize, hiddenSize])]
    for layer in 0..<layerCount { shapes += tensorShapes(ofLayer: layer) }
    shapes.append(("model.norm.weight", [hiddenSize]))
    if !tiedOutput { shapes.append((Self.outputName, [vocabularySize, hiddenSize])) }
    return shapes
  }

  private func tensorShapes(ofLayer layer: Int) -> [(name: String, shape: [Int])] {
    let prefix = "model.layers.\(layer)."
    var shapes: [(String, [Int])] = [
      (prefix + "input_layernorm.weight", [hiddenSize]),
      (prefix + "post_attention_layernorm.weight", [hiddenSize]),
    ]
    for linear in linears(ofLayer: layer) {
      shapes.append((linear.path + ".weight", [linear.outputs, linear.inputs]))
      if linear.hasBias { shapes.append((linear.path + ".bias", [linear.outputs])) }
    }
    return shapes
  }

  /// Every linear layer an adapter may sit on, in the order of the forward pass.
  public var adaptableLinears: [AdaptableLinear] { (0..<layerCount).flatMap(linears(ofLayer:)) }

  private func linears(ofLayer layer: Int) -> [AdaptableLinear] {
    let (hidden, wide) = (hiddenSize, intermediateSize)
    let parts: [(String, Int, Int, Bool)] = [
      ("self_attn.q_proj", hidden, queryWidth, queryKeyValueBias),
      ("self_attn.k_proj", hidden, keyValueWidth, queryKeyValueBias),
      ("self_attn.v_proj", hidden, keyValueWidth, queryKeyValueBias),
      ("self_attn.o_proj", queryWidth, hidden, outputBias),
      ("mlp.gate_proj", hidden, wide, mlpBias),
      ("mlp.up_proj", hidden, wide, mlpBias),
      ("mlp.down_proj", wide, hidden, mlpBias),
    ]
    return parts.map { name, inputs, outputs, hasBias in
      AdaptableLinear(
        path: "model.layers.\(layer).\(name)", inputs: inputs, outputs: outputs, hasBias: hasBias)
    }
  }
}

/// A linear layer of the base model: its module path and width on either side.
public struct AdaptableLinear: Sendable, Equatable, Hashable {
  /// For example `model.layers.0.self_attn.q_proj`.
  public let path: String
  public let inputs: Int
  public let outputs: Int
  public let hasBias: Bool

  public init(path: String, inputs: Int, outputs: Int, hasBias: Bool = false) {
    self.path = path
    self.inputs = inputs
    self.outputs = outputs
    self.hasBias = hasBias
  }

  /// The last component of the path, for example `q_proj`.
  public var name: String {
    String(path[(path.lastIndex(of: ".").map { path.index(after: $0) } ?? path.startIndex)...])
  }
}
