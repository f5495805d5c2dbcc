import LoraJSON
public import LoraWeights

/// A base model on disk: what it is, and its frozen tensors by Hugging Face name.
///
/// Opening reads headers and descriptions only; the numbers stay on disk until asked for.
public struct BaseModel: Sendable {
  /// The folder or GGUF file it was opened from.
  public let path: String
  public let family: Family
  public let layout: DecoderLayout
  /// Every file that decides what the model computes, for hashing: weights, index, configs.
  public let files: [String]
  private let source: any WeightSource

  /// Opens a Hugging Face folder (`config.json` with `model.safetensors` or shards) or a GGUF file.
  ///
  /// Throws `FamilyError` for anything else, for a family that is not known and for a value in its
  /// description that is not supported.
  public static func open(path: String) throws(FamilyError) -> BaseModel {
    if isFolder(path) { return try openFolder(path) }
    return try openFile(path)
  }

  /// The class name transformers has for it, for example `LlamaForCausalLM`.
  public var architecture: String { family.architecture }

  /// Every linear layer an adapter may sit on, in the order of the forward pass.
  public var adaptableLinears: [AdaptableLinear] { layout.adaptableLinears }

  /// The tensor of Hugging Face's name, in Hugging Face's order of rows.
  public func tensor(_ name: String) throws(FamilyError) -> StoredTensor {
    do throws(WeightsError) { return try source.tensor(name) } catch { throw .weights(error) }
  }

  /// Whether every tensor is there, in the right shape and in a type that can be decoded.
  public func check() throws(FamilyError) {
    for (name, expected) in layout.tensorShapes {
      guard let (type, shape) = source.header(of: name) else {
        // Says whether it is missing or stored in a type that is not decoded.
        _ = try tensor(name)
        continue
      }
      guard shape == expected else {
        throw broken(.wrongShape(tensor: name, found: shape, expected: expected))
      }
      // Converters leave vectors (norms, biases) in a plain type; only matrices come in blocks.
      guard shape.count > 1 ? type.isWeight : type.isFloatingPoint else {
        throw broken(.unsupportedType(tensor: name, type: type.name))
      }
    }
  }

  private func broken(_ problem: WeightsError.Problem) -> FamilyError {
    .weights(WeightsError(path: files.first ?? path, problem))
  }
}

extension BaseModel {
  private static func openFolder(_ path: String) throws(FamilyError) -> BaseModel {
    let configPath = path + "/config.json"
    guard isFile(configPath) else { throw noModel(inFolder: path) }
    let config = try ConfigReader(path: configPath)
    guard let modelType = try config.text("model_type") else {
      throw .notAModel(path: configPath, reason: "there is no 'model_type'")
    }
    guard let family = FamilyRegistry.family(modelType: modelType) else {
      throw .unsupported(
        path: configPath,
        reason: "the model type '\(Printable(modelType))' is not supported; known: "
          + FamilyRegistry.modelTypes)
    }
    var layout = try family.layout(config)
    var files = [configPath]
    let generationPath = path + "/generation_config.json"
    if isThere(generationPath) {
      let ends = try ConfigReader(path: generationPath).tokens("eos_token_id")
      if !ends.isEmpty { layout.endTokens = ends }
      files.append(generationPath)
    }
    guard hasSafetensors(path) else { throw noWeights(inFolder: path) }
    let source = try SafetensorsWeights(folder: path)
    // As transformers 5 has it: an output matrix of its own is used, whatever the description says.
    if source.header(of: DecoderLayout.outputName) != nil { layout.tiedOutput = false }
    try checkLayers(layout, source, describedIn: configPath)
    return BaseModel(
      path: path, family: family, layout: layout, files: source.files + files, source: source)
  }

  private static func openFile(_ path: String) throws(FamilyError) -> BaseModel {
    guard GGUFFile.isGGUF(path: path) else { throw noModel(inFile: path) }
    let file: GGUFFile
    do throws(WeightsError) { file = try GGUFFile(path: path) } catch { throw .weights(error) }
    if let parts = file.metadata["split.count"]?.integer, parts > 1 {
      throw .unsupported(
        path: path,
        reason: "this is one of \(parts) parts of a GGUF model; "
          + "join them first, with llama-gguf-split --merge")
    }
    guard let architecture = file.metadata["general.architecture"]?.string else {
      throw .malformed(path: path, reason: "the metadata 'general.architecture' is missing")
    }
    guard let family = FamilyRegistry.family(ggufArchitecture: architecture) else {
      throw .unsupported(
        path: path,
        reason: "the architecture '\(Printable(architecture))' is not supported; known: "
          + FamilyRegistry.all.flatMap(\.ggufArchitectures).joined(separator: ", "))
    }
    let layout = try family.ggufLayout(GGUFMetadata(file: file, architecture: architecture))
    let source = GGUFWeights(
      file: file, layout: layout, permutesQueriesAndKeys: family.ggufPermutesQueriesAndKeys)
    try checkLayers(layout, source, describedIn: path)
    return BaseModel(path: path, family: family, layout: layout, files: [path], source: source)
  }

  /// Every layer has tensors of its own, so no list by layers is much longer than the file's header.
  private static func checkLayers(
    _ layout: DecoderLayout, _ source: any WeightSource, describedIn path: String
  ) throws(FamilyError) {
    let harmless = 1000
    guard layout.layerCount <= max(source.tensorCount, harmless) else {
      throw .malformed(
        path: path,
        reason: "it describes \(layout.layerCount) layers, "
          + "but the weights are \(source.tensorCount) tensors in all")
    }
  }

  private static func hasSafetensors(_ folder: String) -> Bool {
    isFile(folder + "/" + SafetensorsWeights.single)
      || isFile(folder + "/" + SafetensorsWeights.index)
  }
}
