public import LoraYAML

extension RunConfig {
  /// Reads a run's config and the overrides of the command line by the one table of keys.
  ///
  /// All problems come at once, in the file's order. The config is nil when one of them is an
  /// error. `overrides` are `key=value`.
  public static func parse(bytes: [UInt8], file: String, overrides: [String] = []) -> (
    config: RunConfig?, diagnostics: [Diagnostic]
  ) {
    if let pointer = Diagnostic(pointerIn: bytes, file: file) { return (nil, [pointer]) }
    let document = YAMLDocument.parse(bytes, file: file)
    var reader = RunConfigReader(document)
    reader.readFile()
    for override in overrides { reader.read(override: override) }
    let config = RunConfig(
      file: file, bytes: bytes, overrides: overrides, source: document.source,
      written: reader.written, settings: reader.settings)
    var diagnostics = reader.diagnostics + config.contradictions()
    if reader.knowsAllKeys { diagnostics += config.missingKeys(mentioned: reader.mentioned) }
    diagnostics = Array(diagnostics.inFileOrder.prefix(YAMLLimits().problems))
    return (diagnostics.hasErrors ? nil : config, diagnostics)
  }
}

extension [Diagnostic] {
  /// By line; what has none comes last, in the order found.
  public var inFileOrder: [Diagnostic] {
    enumerated().sorted { a, b in
      let places = [a, b].map { ($0.element.line ?? .max, $0.element.column ?? 0, $0.offset) }
      return places[0] < places[1]
    }.map(\.element)
  }
}
