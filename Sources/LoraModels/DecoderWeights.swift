import LoraFamilies
import LoraTensor

/// The frozen weights of a decoder, by their role.
struct DecoderWeights {
  let embedding: FrozenMatrix  // [V, D]
  let layers: [DecoderLayer]
  let norm: FrozenVector  // [D]
  let output: FrozenMatrix  // [V, D]; the embedding when tied

  init(_ base: BaseModel, _ engine: Engine) throws(FamilyError) {
    try base.check()
    let reader = WeightReader(base: base, engine: engine)
    embedding = try reader.matrix("model.embed_tokens.weight")
    var layers: [DecoderLayer] = []
    for index in 0..<base.layout.layerCount {
      layers.append(try DecoderLayer(index, reader))
    }
    self.layers = layers
    norm = try reader.vector("model.norm.weight")
    output = base.layout.tiedOutput ? embedding : try reader.matrix("lm_head.weight")
  }
}

/// The weights of one layer.
struct DecoderLayer {
  let attentionNorm: FrozenVector  // [D]
  let query: Linear  // [H·d, D]
  let key: Linear  // [K·d, D]
  let value: Linear  // [K·d, D]
  let attentionOutput: Linear  // [D, H·d]
  let feedForwardNorm: FrozenVector  // [D]
  let gate: Linear  // [F, D]
  let up: Linear  // [F, D]
  let down: Linear  // [D, F]

  fileprivate init(_ index: Int, _ reader: WeightReader) throws(FamilyError) {
    let layout = reader.base.layout
    let (layer, qkv) = ("model.layers.\(index)", layout.queryKeyValueBias)
    attentionNorm = try reader.vector(layer + ".input_layernorm.weight")
    query = try reader.linear(layer + ".self_attn.q_proj", bias: qkv)
    key = try reader.linear(layer + ".self_attn.k_proj", bias: qkv)
    value = try reader.linear(layer + ".self_attn.v_proj", bias: qkv)
    attentionOutput = try reader.linear(layer + ".self_attn.o_proj", bias: layout.outputBias)
    feedForwardNorm = try reader.vector(layer + ".post_attention_layernorm.weight")
    gate = try reader.linear(layer + ".mlp.gate_proj", bias: layout.mlpBias)
    up = try reader.linear(layer + ".mlp.up_proj", bias: layout.mlpBias)
    down = try reader.linear(layer + ".mlp.down_proj", bias: layout.mlpBias)
  }
}

/// Turns stored tensors, whose shapes were checked, into weights.
private struct WeightReader {
  let base: BaseModel
  let engine: Engine

  func matrix(_ name: String) throws(FamilyError) -> FrozenMatrix {
    FrozenMatrix(try base.tensor(name), engine)
  }

  func vector(_ name: String) throws(FamilyError) -> FrozenVector {
    FrozenVector(try base.tensor(name).floats())
  }

  func linear(_ path: String, bias: Bool) throws(FamilyError) -> Linear {
    Linear(
      path: path, weight: try matrix(path + ".weight"),
      bias: bias ? try vector(path + ".bias") : nil)
  }
}
