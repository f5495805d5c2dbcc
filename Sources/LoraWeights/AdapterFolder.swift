/// An adapter as PEFT keeps it: a folder with `adapter_config.json` and `adapter_model.safetensors`.
public struct AdapterFolder: Sendable {
  public static let configName = "adapter_config.json"
  public static let weightsName = "adapter_model.safetensors"

  public var config: AdapterConfig
  /// One pair a module, in order of module path.
  public var pairs: [AdapterPair]

  public init(config: AdapterConfig, pairs: [AdapterPair]) {
    self.config = config
    self.pairs = pairs
  }

  /// Reads and checks the folder at `path`: every tensor is A or B of a module, both are there and
  /// of the config's rank, all numbers are finite.
  public init(path: String) throws(WeightsError) {
    let configPath = path + "/" + Self.configName
    config = try AdapterConfig(try JSONValue(readingFile: configPath), path: configPath)
    let adapter = try AdapterFile(path: path + "/" + Self.weightsName)
    pairs = adapter.pairs
    try check(adapter.file)
  }

  /// Writes both files into the existing folder at `path`, weights as Float32 under PEFT's names.
  public func write(to path: String) throws(WeightsError) {
    var tensors: [StoredTensor] = []
    for pair in pairs {
      for (part, tensor) in [(AdapterKey.Part.a, pair.a), (.b, pair.b)] {
        tensors.append(tensor.renamed(AdapterKey.peftName(part, of: pair.modulePath)))
      }
    }
    try SafetensorsWriter.write(
      tensors, metadata: ["format": "pt"], to: path + "/" + Self.weightsName)
    let text = Array((config.json.text(indented: true) + "\n").utf8)
    let file = try AtomicFile(replacing: path + "/" + Self.configName)
    try file.append(text)
    try file.commit()
  }

  private func check(_ file: SafetensorsFile) throws(WeightsError) {
    func broken(_ reason: String) -> WeightsError {
      WeightsError(path: file.path, .malformed(reason))
    }
    guard !pairs.isEmpty else { throw broken("it holds no pair of lora_A and lora_B") }
    guard file.tensors.count == 2 * pairs.count else {
      let known = Set(pairs.flatMap { [$0.a.name, $0.b.name] })
      let other = file.names.first { !known.contains($0) } ?? ""
      throw broken("tensor '\(other)' belongs to no pair of lora_A and lora_B")
    }
    for pair in pairs {
      for (tensor, expected) in [
        (pair.a, [config.rank, pair.a.columns]), (pair.b, [pair.b.rows, config.rank]),
      ] {
        guard tensor.shape == expected, tensor.elementType.isFloatingPoint else {
          throw WeightsError(
            path: file.path,
            .wrongShape(tensor: tensor.name, found: tensor.shape, expected: expected))
        }
        guard tensor.isFinite else {
          throw WeightsError(path: file.path, .notFinite(tensor: tensor.name))
        }
      }
    }
  }
}
