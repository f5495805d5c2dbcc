import FoundationEssentials
public import LoraFamilies
import LoraNames
public import LoraTensor
public import LoraWeights

/// A PEFT folder: `adapter_config.json` and `adapter_model.safetensors`.
public struct AdapterFolder: Sendable {
  public let path: String
  public let config: AdapterConfig
  public let weights: SafetensorsFile

  static let weightsName = "adapter_model.safetensors"

  public init(path: String) throws(AdapterError) {
    self.path = path
    config = try AdapterConfig(folder: path)
    weights = try weightsFile(path + "/" + Self.weightsName)
  }

  /// The folder's adapters on `base`, to generate with.
  public func adapters(on base: BaseModel) throws(AdapterError) -> AdapterSet {
    try adapters(on: base, scale: config.scale, dropout: Float(config.dropout))
  }

  /// The folder's adapters on `base`, to train with the options' scale and dropout.
  func adapters(
    on base: BaseModel, _ options: TrainingOptions
  ) throws(AdapterError) -> AdapterSet {
    try adapters(on: base, scale: options.scale, dropout: Float(options.dropout))
  }

  private func adapters(
    on base: BaseModel, scale: Float, dropout: Float
  ) throws(AdapterError) -> AdapterSet {
    let paths = try adaptedPaths()
    let linears = base.adaptableLinears
    if let stray = paths.subtracting(NameSet(linears.map(\.path))).inByteOrder().first {
      throw misfit("the base model has no linear layer '\(stray)'")
    }
    var adapters: [LowRankAdapter] = []
    for linear in linears where paths.contains(linear.path) {
      try checkRank(linear)
      let adapter = LowRankAdapter(linear, rank: config.rank, scale: scale, dropout: dropout)
      try fill(adapter)
      adapters.append(adapter)
    }
    return AdapterSet(adapters)
  }

  /// Gives `adapters` the folder's values; both must adapt the same layers with the same rank.
  public func fill(_ adapters: AdapterSet) throws(AdapterError) {
    let paths = try adaptedPaths()
    let wanted = NameSet(adapters.adapters.map(\.path))
    if let stray = paths.subtracting(wanted).inByteOrder().first {
      throw misfit("it adapts '\(stray)', which target_modules does not name")
    }
    if let missing = wanted.subtracting(paths).inByteOrder().first {
      throw misfit("it does not adapt '\(missing)', which target_modules names")
    }
    for adapter in adapters.adapters {
      guard adapter.rank == config.rank else {
        throw misfit("its rank is \(config.rank), and lora_rank is \(adapter.rank)")
      }
      try fill(adapter)
    }
  }

  private func fill(_ adapter: LowRankAdapter) throws(AdapterError) {
    for parameter in [adapter.down, adapter.up] {
      let tensor: StoredTensor
      do throws(WeightsError) { tensor = try weights.tensor(parameter.name) } catch {
        throw .weights(error)
      }
      guard tensor.shape == [parameter.rows, parameter.columns] else {
        throw misfit(
          "'\(parameter.name)' has shape \(tensor.shape), "
            + "expected [\(parameter.rows), \(parameter.columns)]")
      }
      guard tensor.elementType.isFloatingPoint, try isFinite(tensor) else {
        throw .malformed(path: weights.path, reason: "'\(parameter.name)' is not finite")
      }
      parameter.set(tensor.floats())
    }
  }

  private func isFinite(_ tensor: StoredTensor) throws(AdapterError) -> Bool {
    do throws(WeightsError) { return try tensor.isFinite() } catch { throw .weights(error) }
  }

  /// Holds the rank that the config announces against the tensors, before memory is taken for it.
  private func checkRank(_ linear: AdaptableLinear) throws(AdapterError) {
    let names = AdapterKey.peftNames(of: linear.path)
    for (name, shape) in [
      (names.a, [config.rank, linear.inputs]), (names.b, [linear.outputs, config.rank]),
    ] {
      guard let tensor = weights.tensors[name] else {
        throw .weights(WeightsError(path: weights.path, .missingTensor(name)))
      }
      guard tensor.shape == shape else {
        throw misfit("'\(name)' has shape \(tensor.shape), expected \(shape)")
      }
    }
  }

  private func adaptedPaths() throws(AdapterError) -> NameSet {
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

  private func misfit(_ reason: String) -> AdapterError {
    .doesNotFit(path: path, reason: reason)
  }
}

extension AdapterFolder {
  /// Writes both files, F32, in a form that PEFT loads; equal adapters give equal bytes.
  ///
  /// `base` is recorded as `base_model_name_or_path`. The folder must exist.
  public static func write(
    _ adapters: AdapterSet, _ options: TrainingOptions, base: String, to folder: String
  ) throws(AdapterError) {
    let config = AdapterConfig(
      rank: options.rank, alpha: options.alpha ?? Double(options.rank),
      useRSLoRA: options.useRSLoRA, dropout: options.dropout)
    let text = try config.text(targets: options.targetModules, base: base)
    do throws(WeightsError) {
      try SafetensorsWriter.write(
        adapters.parameters.map(\.stored), metadata: ["format": "pt"],
        to: folder + "/" + weightsName)
    } catch { throw .weights(error) }
    let path = folder + "/" + AdapterConfig.fileName
    do { try Data(text.utf8).write(to: URL(filePath: path), options: .atomic) } catch {
      throw .malformed(path: path, reason: "the file cannot be written")
    }
  }
}

extension AdapterKey {
  /// Whether `name` is one that PEFT writes, not just one that it understands.
  fileprivate func isPEFTName(_ name: String) -> Bool {
    let names = Self.peftNames(of: modulePath)
    return name == names.a || name == names.b
  }
}

extension Parameter {
  /// The values as a tensor of a file.
  var stored: StoredTensor {
    StoredTensor(name: name, shape: [rows, columns], floats: Array(values))
  }
}

func weightsFile(_ path: String) throws(AdapterError) -> SafetensorsFile {
  do throws(WeightsError) { return try SafetensorsFile(path: path) } catch {
    throw .weights(error)
  }
}
