/// The keys and values of positions already computed, for one segment and every layer.
///
/// Belongs to tapes that do not record: attention then sees more keys than queries.
public final class KeyValueCache {
  private var layers: [(keys: Buffer, values: Buffer)?]
  private var capacities: [Int]
  private var lengths: [Int]

  public init(layerCount: Int) {
    layers = Array(repeating: nil, count: layerCount)
    capacities = Array(repeating: 0, count: layerCount)
    lengths = Array(repeating: 0, count: layerCount)
  }

  /// Positions that every layer holds.
  public var length: Int { lengths.min() ?? 0 }

  fileprivate func append(
    _ k: Activation, _ v: Activation, layer: Int, on engine: Engine
  ) -> (keys: Activation, values: Activation) {
    precondition(k.channels == v.channels && k.rows == v.rows)
    let (old, width) = (lengths[layer], k.channels)
    let length = old + k.rows
    var stored = layers[layer]
    if length > capacities[layer] {
      capacities[layer] = max(2 * old, length, 64)
      let grown = (
        keys: engine.arena.buffer(capacities[layer] * width),
        values: engine.arena.buffer(capacities[layer] * width)
      )
      if let stored {
        grown.keys.pointer.update(from: stored.keys.pointer, count: old * width)
        grown.values.pointer.update(from: stored.values.pointer, count: old * width)
      }
      stored = grown
    }
    guard let stored else { preconditionFailure("a cache grows before it is read") }
    (stored.keys.pointer + old * width).update(from: k.pointer, count: k.count)
    (stored.values.pointer + old * width).update(from: v.pointer, count: v.count)
    layers[layer] = stored
    lengths[layer] = length
    return (
      Activation(rows: length, channels: width, buffer: stored.keys),
      Activation(rows: length, channels: width, buffer: stored.values)
    )
  }
}

extension Tape {
  /// Appends keys and values to a layer of the cache; returns all it then holds.
  public func extend(
    _ cache: KeyValueCache, layer: Int, _ k: Activation, _ v: Activation
  ) -> (keys: Activation, values: Activation) {
    precondition(!differentiates, "a cache belongs to a tape that does not record")
    return cache.append(k, v, layer: layer, on: engine)
  }
}
