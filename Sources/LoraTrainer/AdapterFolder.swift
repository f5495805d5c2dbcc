import FoundationEssentials
public import LoraFamilies
import LoraNames
public import LoraTensor
import LoraWeights

extension AdapterFolder {
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
      let factors = try factors(of: linear, rank: config.rank)
      let adapter = LowRankAdapter(linear, rank: config.rank, scale: scale, dropout: dropout)
      adapter.down.set(factors.a.floats())
      adapter.up.set(factors.b.floats())
      adapters.append(adapter)
    }
    return AdapterSet(adapters)
  }

  /// Gives `adapters` the folder's values; both must adapt the same layers with the same rank.
  public func fill(_ adapters: AdapterSet) throws(AdapterError) {
    try checkPaths(adapters.adapters.map(\.path))
    for adapter in adapters.adapters {
      guard adapter.rank == config.rank else {
        throw misfit("its rank is \(config.rank), and lora_rank is \(adapter.rank)")
      }
      let linear = AdaptableLinear(
        path: adapter.path, inputs: adapter.down.columns, outputs: adapter.up.rows)
      let factors = try factors(of: linear, rank: adapter.rank)
      adapter.down.set(factors.a.floats())
      adapter.up.set(factors.b.floats())
    }
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
