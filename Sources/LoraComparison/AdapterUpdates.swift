public import LoraWeights

/// An adapter file as the updates it makes, one a module.
public struct AdapterUpdates: Sendable {
  private let pairs: [String: (pair: AdapterPair, scaling: Double)]
  public let modules: [String]

  /// - Parameters:
  ///   - path: a safetensors file of low-rank factors.
  ///   - config: the bytes of the `adapter_config.json` beside it, where there is one.
  public init(path: String, config: [UInt8]?) throws(WeightsError) {
    let file = try AdapterFile(path: path)
    let scaling = AdapterScaling(of: file, config: config)
    pairs = Dictionary(
      file.pairs.map { ($0.modulePath, (pair: $0, scaling: scaling.scaling(of: $0))) },
      uniquingKeysWith: { first, _ in first })
    modules = file.pairs.map(\.modulePath)
  }

  /// nil when the adapter leaves the module alone.
  public func update(of module: String) -> LowRankUpdate? {
    pairs[module].flatMap { LowRankUpdate($0.pair, scaling: $0.scaling) }
  }
}
