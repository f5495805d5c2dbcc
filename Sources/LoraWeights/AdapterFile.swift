import LoraNames

/// A safetensors file of low-rank factors, whoever wrote it.
public struct AdapterFile: Sendable {
  public let file: SafetensorsFile
  /// Nil when no tensor's name is known.
  public let layout: AdapterLayout?
  /// A and B by module path, in order of path; modules with only one of them are left out.
  public let pairs: [AdapterPair]
  /// What is no factor of a pair and no alpha, in order of name: magnitudes, modules saved whole.
  public let others: [StoredTensor]

  public init(path: String) throws(WeightsError) {
    file = try SafetensorsFile(path: path)
    var found: NameMap<(a: StoredTensor?, b: StoredTensor?)> = [:]
    var layout: AdapterLayout?
    for name in file.names {
      guard let key = AdapterKey(name), let tensor = file.tensors[name] else { continue }
      layout = layout ?? key.layout
      if key.part == .a { found[key.modulePath, default: (nil, nil)].a = tensor }
      if key.part == .b { found[key.modulePath, default: (nil, nil)].b = tensor }
    }
    self.layout = layout
    let pairs = found.inByteOrder().compactMap { path, factors -> AdapterPair? in
      guard let a = factors.a, let b = factors.b else { return nil }
      return AdapterPair(modulePath: path, a: a, b: b)
    }
    self.pairs = pairs
    let factors = NameSet(pairs.flatMap { [$0.a.name, $0.b.name] })
    others = file.names.filter { !factors.contains($0) && AdapterKey($0)?.part != .alpha }
      .compactMap { [file] in file.tensors[$0] }
  }

  /// Whether the file at `path` can be recorded: it parses, holds a tensor, and every number in it
  /// is finite. Its names may be anyone's.
  public static func check(path: String) throws(WeightsError) {
    let file = try SafetensorsFile(path: path)
    guard !file.tensors.isEmpty else {
      throw WeightsError(path: path, .malformed("the file holds no tensor"))
    }
    if let name = try file.firstNonFinite() {
      throw WeightsError(path: path, .notFinite(tensor: name))
    }
  }
}

/// The two factors of one module's low-rank term: y += scale · B · (A · x).
public struct AdapterPair: Sendable {
  public let modulePath: String
  /// [rank, inputs]
  public let a: StoredTensor
  /// [outputs, rank]
  public let b: StoredTensor

  public init(modulePath: String, a: StoredTensor, b: StoredTensor) {
    self.modulePath = modulePath
    self.a = a
    self.b = b
  }

  public var rank: Int { a.shape.first ?? 0 }
}
