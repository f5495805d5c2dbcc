public import LoraNames
public import LoraWeights

/// A PEFT folder: `adapter_config.json` and `adapter_model.safetensors`.
public struct AdapterFolder: Sendable {
  public let path: String
  public let config: AdapterConfig
  public let weights: SafetensorsFile

  public static let weightsName = "adapter_model.safetensors"

  /// - Parameter path: the folder, or the weights in it.
  public init(path: String) throws(AdapterError) {
    let weightsPath = "/" + Self.weightsName
    self.path = path.rest(before: weightsPath) ?? path
    config = try AdapterConfig(folder: self.path)
    do throws(WeightsError) { weights = try SafetensorsFile(path: self.path + weightsPath) } catch {
      throw .weights(error)
    }
  }

  /// The module paths that the folder adapts.
  public func adaptedPaths() throws(AdapterError) -> NameSet {
    var paths: NameSet = []
    for name in weights.names {
      guard let key = AdapterKey(name), key.isPEFTName(name) else {
        throw .unsupported(path: weights.path, reason: "the tensor '\(name)'")
      }
      paths.insert(key.modulePath)
    }
    guard !paths.isEmpty else {
      throw .malformed(path: weights.path, reason: "it holds no adapter")
    }
    return paths
  }

  /// The factors of `linear`: A [rank, inputs] and B [outputs, rank], checked for shape, type and
  /// numbers that are not finite.
  public func factors(
    of linear: AdaptableLinear, rank: Int
  ) throws(AdapterError) -> (a: StoredTensor, b: StoredTensor) {
    let names = AdapterKey.peftNames(of: linear.path)
    return (
      try factor(names.a, shape: [rank, linear.inputs]),
      try factor(names.b, shape: [linear.outputs, rank])
    )
  }

  private func factor(_ name: String, shape: [Int]) throws(AdapterError) -> StoredTensor {
    let tensor: StoredTensor
    do throws(WeightsError) { tensor = try weights.tensor(name) } catch { throw .weights(error) }
    guard tensor.shape == shape else {
      throw misfit("'\(name)' has shape \(tensor.shape), expected \(shape)")
    }
    guard tensor.elementType.isFloatingPoint, try isFinite(tensor) else {
      throw .malformed(path: weights.path, reason: "'\(name)' is not finite")
    }
    return tensor
  }

  private func isFinite(_ tensor: StoredTensor) throws(AdapterError) -> Bool {
    do throws(WeightsError) { return try tensor.isFinite() } catch { throw .weights(error) }
  }

  /// Whether a training of exactly `linears` with `rank` can go on from this adapter; throws what is
  /// in the way.
  public func check(startsOn linears: [AdaptableLinear], rank: Int) throws(AdapterError) {
    try checkPaths(linears.map(\.path))
    for linear in linears { _ = try factors(of: linear, rank: rank) }
  }

  /// Whether the folder adapts exactly the modules `wanted`.
  public func checkPaths(_ wanted: [String]) throws(AdapterError) {
    let paths = try adaptedPaths()
    if let stray = paths.subtracting(NameSet(wanted)).inByteOrder().first {
      throw misfit("it adapts '\(stray)', which target_modules does not name")
    }
    if let missing = NameSet(wanted).subtracting(paths).inByteOrder().first {
      throw misfit("it does not adapt '\(missing)', which target_modules names")
    }
  }

  public func misfit(_ reason: String) -> AdapterError { .doesNotFit(path: path, reason: reason) }
}

extension AdapterKey {
  /// Whether `name` is one that PEFT writes, not just one that it understands.
  fileprivate func isPEFTName(_ name: String) -> Bool {
    let names = Self.peftNames(of: modulePath)
    return name.sameBytes(as: names.a) || name.sameBytes(as: names.b)
  }
}
