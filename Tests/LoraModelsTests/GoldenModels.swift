import Foundation
import LoraFamilies
import LoraModels
import LoraTensor

/// The tiny base models of Tests/Golden.
enum GoldenModels {
  static let names = ["llama_rope3", "llama_tied", "llama_untied", "mistral", "qwen2"]

  static func decoder(_ name: String, threads: Int = 2) throws -> Decoder {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Golden/\(name)/model").path
    return try Decoder(try BaseModel.open(path: folder), Engine(threads: threads))
  }

  /// Adapters on the query projections that change what the model says.
  static func adapters(_ decoder: Decoder) -> AdapterSet {
    let layout = decoder.layout
    return AdapterSet(
      (0..<layout.layerCount).map { layer in
        let path = "model.layers.\(layer).self_attn.q_proj"
        let adapter = LowRankAdapter(
          path: path, keys: (path + ".A", path + ".B"), inputs: layout.hiddenSize,
          outputs: layout.queryWidth, rank: 2, scale: 1)
        adapter.down.set((0..<adapter.down.count).map { Float($0 % 7 - 3) / 10 })
        adapter.up.set((0..<adapter.up.count).map { Float($0 % 5 - 2) / 10 })
        return adapter
      })
  }
}
