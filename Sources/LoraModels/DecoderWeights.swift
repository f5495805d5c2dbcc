import LoraFamilies
import LoraTensor
import LoraWeights

/// The frozen weights of a decoder, by their role.
struct DecoderWeights {
  let embedding: FrozenMatrix  // [V, D]
  let layers: [DecoderLayer]
  let norm: FrozenVector  // [D]
  let output: FrozenMatrix  // [V, D]; the embedding when tied

  init(_ base: BaseModel, _ engine: Engine) throws(FamilyError) {
    try base.check()
    try base.checkMemory()
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
    let matrix = FrozenMatrix(try base.tensor(name), engine)
    guard matrix.isFinite else { throw notFinite(name) }
    return matrix
  }

  func vector(_ name: String) throws(FamilyError) -> FrozenVector {
    let floats = try base.tensor(name).floats()
    guard floats.withUnsafeBufferPointer(\.areFinite) else { throw notFinite(name) }
    return FrozenVector(floats)
  }

  /// One such number makes every loss NaN, or hides: the softmax of an infinite score is a number.
  private func notFinite(_ name: String) -> FamilyError {
    .weights(WeightsError(path: base.path, .notFinite(tensor: name)))
  }

  func linear(_ path: String, bias: Bool) throws(FamilyError) -> Linear {
    Linear(
      path: path, weight: try matrix(path + ".weight"),
      bias: bias ? try vector(path + ".bias") : nil)
  }
}

extension BaseModel {
  /// Whether the weights fit into this machine's memory once they are widened. A file says little of
  /// that: it may be stored in few bits, and holes in it take no space.
  fileprivate func checkMemory() throws(FamilyError) {
    let bytes = layout.tensorShapes.reduce(0.0) { sum, tensor in
      sum + tensor.shape.reduce(4.0) { $0 * Double($1) }
    }
    guard bytes <= Double(MachineMemory.bytes) else {
      throw .unsupported(
        path: path,
        reason: "its weights take \(MachineMemory.inWords(bytes)) of memory as 32-bit floats, "
          + "and this machine has \(MachineMemory.inWords(Double(MachineMemory.bytes)))")
    }
  }
}
