import LoraNames

/// The trainable low-rank term of one linear layer, as PEFT defines it.
///
/// y += scale · dropout(x) · Aᵀ · Bᵀ with `down` = A [rank, inputs] and `up` = B [outputs, rank].
public final class LowRankAdapter {
  /// The module it adapts, for example `model.layers.0.self_attn.q_proj`.
  public let path: String
  public let down: Parameter
  public let up: Parameter
  public let scale: Float
  /// The chance that an element of x is left out of the term.
  public let dropout: Float

  /// An adapter of zeros; `keys` name its parameters in files.
  public init(
    path: String, keys: (down: String, up: String), inputs: Int, outputs: Int, rank: Int,
    scale: Float, dropout: Float = 0
  ) {
    self.path = path
    self.scale = scale
    self.dropout = dropout
    down = Parameter(name: keys.down, rows: rank, columns: inputs)
    up = Parameter(name: keys.up, rows: outputs, columns: rank)
  }

  public var rank: Int { down.rows }
}

/// The adapters of a model, found by the path of the linear layer they belong to.
public struct AdapterSet {
  public let adapters: [LowRankAdapter]
  private let places: NameMap<Int>

  public init(_ adapters: [LowRankAdapter] = []) {
    self.adapters = adapters
    places = NameMap(adapters.enumerated().map { ($0.element.path, $0.offset) })
  }

  public subscript(path: String) -> LowRankAdapter? { places[path].map { adapters[$0] } }

  /// Every trainable matrix, in a fixed order.
  public var parameters: [Parameter] { adapters.flatMap { [$0.down, $0.up] } }
}
