public import LoraYAML

extension RunConfig {
  /// Reads a run's config and the overrides of the command line by the one table of keys.
  ///
  /// All problems come at once, in the file's order. The config is nil when one of them is an
  /// error. `overrides` are `key=value`.
  ///
  /// With another trainer (`dialect`), keys that are not ours are no errors. Where such keys stand,
  /// none of ours is missing, and neither is a value an error that the table does not allow, nor two
  /// keys that contradict each other: the words may be the trainer's own. A file whose every key is
  /// ours, or nearly one of ours, is held to the table, whoever trains.
  public static func parse(
    bytes: [UInt8], file: String, overrides: [String] = [], dialect: ConfigDialect = .own
  ) -> (config: RunConfig?, diagnostics: [Diagnostic]) {
    if let pointer = Diagnostic(pointerIn: bytes, file: file) { return (nil, [pointer]) }
    let document = YAMLDocument.parse(bytes, file: file)
    var reader = RunConfigReader(document, dialect)
    reader.readFile()
    var found = reader.diagnostics
    for override in overrides { reader.read(override: override) }
    var config = RunConfig(
      file: file, bytes: bytes, overrides: overrides, source: document.source,
      written: reader.written, settings: reader.settings)
    (config.others, config.isForeign) = (reader.others, reader.isForeign)
    let ofOverrides = reader.diagnostics.dropFirst(found.count)
    found = found.map { problem in
      reader.isForeign && !document.problems.contains(problem) && !problem.isAboutSecrets
        ? problem.asWarning : problem
    }
    var diagnostics = found + ofOverrides + config.contradictions()
    if reader.knowsAllKeys, !reader.isForeign {
      diagnostics += config.missingKeys(mentioned: reader.mentioned)
    }
    diagnostics = Array(diagnostics.inFileOrder.prefix(YAMLLimits().problems))
    return (diagnostics.hasErrors ? nil : config, diagnostics)
  }
}

extension Diagnostic {
  /// The trainer may know better.
  var asWarning: Diagnostic {
    var warning = self
    warning.severity = .warning
    return warning
  }

  fileprivate var isAboutSecrets: Bool { hint == UnknownKey.secretHint }
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
