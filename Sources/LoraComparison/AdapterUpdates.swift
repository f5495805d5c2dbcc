import LoraNames
public import LoraWeights

/// An adapter as the updates it makes, one a module.
public struct AdapterUpdates: Sendable {
  private let pairs: NameMap<(pair: AdapterPair, scaling: Double)>
  public let modules: [String]
  /// What the adapter holds beside low-rank factors, by name.
  let others: NameMap<StoredTensor>

  /// - Parameters:
  ///   - paths: safetensors files of low-rank factors that together are one adapter; a module that
  ///     stands in two of them is taken from the first.
  ///   - config: the bytes of the `adapter_config.json` beside them, where there is one.
  public init(paths: [String], config: [UInt8]?) throws(WeightsError) {
    var found: NameMap<(pair: AdapterPair, scaling: Double)> = [:]
    var others: NameMap<StoredTensor> = [:]
    for path in paths {
      let file = try AdapterFile(path: path)
      for tensor in file.others where others[tensor.name] == nil { others[tensor.name] = tensor }
      let scaling = try AdapterScaling(of: file, config: config)
      for pair in file.pairs where found[pair.modulePath] == nil {
        found[pair.modulePath] = (pair, scaling.scaling(of: pair))
      }
    }
    pairs = found
    self.others = others
    modules = found.names
  }

  /// The modules whose factors do not fit each other: there is no update to tell of.
  var unfit: [String] { modules.filter { pairs[$0].map { !LowRankUpdate.fits($0.pair) } ?? false } }

  /// nil when the adapter leaves the module alone.
  public func update(of module: String) -> LowRankUpdate? {
    pairs[module].flatMap { LowRankUpdate($0.pair, scaling: $0.scaling) }
  }
}
