import LoraYAML

/// Gathers what a config's file and command line set, key by key.
struct RunConfigReader {
  private let document: YAMLDocument
  private(set) var written: [RunConfig.Setting] = []
  private(set) var settings: [RunKey: RunConfig.Setting] = [:]
  private(set) var diagnostics: [Diagnostic]
  /// Keys that stand somewhere, though their value or their spelling may be wrong.
  private(set) var mentioned: Set<RunKey> = []
  private var firstLine: [RunKey: (line: Int, spelling: String)] = [:]
  private var overridden: Set<RunKey> = []
  /// Whether another trainer's keys may stand here.
  let acceptsForeignKeys: Bool
  /// Whether a key stands here that only other trainers have.
  private let isPlainlyForeign: Bool
  private(set) var others: [RunConfig.ForeignSetting] = []
  private var unknown: [YAMLPair] = []

  init(_ document: YAMLDocument, _ dialect: ConfigDialect) {
    self.document = document
    diagnostics = document.problems
    let keys = document.root?.mapping?.lazy.map(\.key)
    isPlainlyForeign =
      dialect != .own && keys?.contains(where: ForeignKeys.unmistakable.contains) == true
    acceptsForeignKeys = dialect == .foreign || isPlainlyForeign
  }

  /// Whether keys stand here that are not ours, nor meant to be: then a value of ours may be in the
  /// other trainer's words, too.
  var isForeign: Bool { !unknown.isEmpty }

  /// Whether the file was read to its end, so that a key that was not seen is missing.
  var knowsAllKeys: Bool {
    document.isComplete && (document.root == nil || document.root?.mapping != nil)
  }

  mutating func readFile() {
    guard let root = document.root else { return }
    guard let pairs = root.mapping else {
      diagnostics.append(
        document.source.diagnostic(
          at: root.start, length: root.length, "a config is made of `key: value` lines",
          hint: "with a space after the colon"))
      return
    }
    // Looking for nearest names costs; beyond the ceiling nobody reads them.
    for pair in pairs where diagnostics.count < YAMLLimits().problems { read(pair) }
    if let first = unknown.first { diagnostics.append(passedOn(first)) }
  }

  private func passedOn(_ first: YAMLPair) -> Diagnostic {
    let names = unknown.prefix(5).map { "'\($0.key.shortened)'" }.joined(separator: ", ")
    let more = unknown.count > 5 ? " and \(unknown.count - 5) more" : ""
    let verb = unknown.count == 1 ? "is not a key" : "are not keys"
    return document.source.diagnostic(
      .warning, at: first.keyStart, length: first.keyLength,
      "\(names)\(more) \(verb) of git-lora: passed on to the trainer")
  }

  /// A key that the table lacks.
  private mutating func read(unknown pair: YAMLPair) {
    let problem = UnknownKey(pair.key, among: ConfigKey.run)
    // Beside keys of ours alone, what is nearly one of them is a slip.
    let isSlip = problem.meant != nil && !isPlainlyForeign
    guard acceptsForeignKeys, !isSlip, !problem.isSecret || ForeignKeys.tokens.contains(pair.key)
    else {
      diagnostics.append(
        document.source.diagnostic(
          at: pair.keyStart, length: pair.keyLength, problem.message, hint: problem.hint))
      if let meant = problem.meant.flatMap(RunKey.named) { mentioned.insert(meant) }
      return
    }
    keep(pair)
    guard problem.meant != nil, !ForeignKeys.unmistakable.contains(pair.key) else {
      unknown.append(pair)
      return
    }
    diagnostics.append(
      document.source.diagnostic(
        .warning, at: pair.keyStart, length: pair.keyLength,
        "'\(pair.key.shortened)' is not a key of git-lora: passed on to the trainer",
        hint: problem.hint))
  }

  private mutating func keep(_ pair: YAMLPair) {
    others.append(.init(spelling: pair.key, node: pair.value, place: pair.keyStart))
  }

  private mutating func read(_ pair: YAMLPair) {
    guard let key = RunKey.named(pair.key) else { return read(unknown: pair) }
    mentioned.insert(key)
    if let first = firstLine[key] {
      if acceptsForeignKeys { keep(pair) }
      diagnostics.append(
        document.source.diagnostic(
          at: pair.keyStart, length: pair.keyLength,
          "duplicate key: '\(pair.key)' and '\(first.spelling)' (line \(first.line)) are the same",
          hint: "keep one of them"))
      return
    }
    firstLine[key] = (pair.keyStart.line, pair.key)
    let place = RunConfig.Place.file(key: pair.keyStart, length: pair.keyLength)
    guard let setting = setting(key, pair.key, pair.value, place) else {
      if acceptsForeignKeys { keep(pair) }
      return
    }
    written.append(setting)
    settings[key] = setting
  }

  mutating func read(override text: String) {
    let label = "-s \(text)"
    let override: Override
    do throws(Complaint) {
      override = try Override(text)
    } catch {
      diagnostics.append(Diagnostic(file: label, message: error.message, hint: error.hint))
      return
    }
    mentioned.insert(override.key)
    guard overridden.insert(override.key).inserted else {
      diagnostics.append(
        Diagnostic(file: label, message: "'\(override.key.rawValue)' is set twice with -s"))
      return
    }
    let place = RunConfig.Place.commandLine(label)
    guard let setting = setting(override.key, override.spelling, override.node, place) else {
      return
    }
    settings[override.key] = setting
    dropOther(than: override.key)
  }

  /// `-s max_steps=20` on a config with `epochs` means max_steps, and the other way round.
  private mutating func dropOther(than key: RunKey) {
    let other: RunKey? = key == .maxSteps ? .epochs : key == .epochs ? .maxSteps : nil
    if let other, !overridden.contains(other) { settings[other] = nil }
  }

  private mutating func setting(
    _ key: RunKey, _ spelling: String, _ node: YAMLNode, _ place: RunConfig.Place
  ) -> RunConfig.Setting? {
    if node.isExplicitNull, key.row.standard != .required {
      return RunConfig.Setting(key: key, spelling: spelling, place: place, node: node, value: nil)
    }
    do throws(Complaint) {
      let value = try key.row.type.read(node)
      return RunConfig.Setting(key: key, spelling: spelling, place: place, node: node, value: value)
    } catch {
      let setting = RunConfig.Setting(
        key: key, spelling: spelling, place: place, node: node, value: nil)
      let problem = setting.diagnostic(
        in: document.source, "'\(spelling)' \(error.message)", hint: error.hint, at: error.node)
      if !document.problems.contains(where: { $0.isAtPlace(of: problem) }) {
        diagnostics.append(problem)
      }
      return nil
    }
  }
}

extension YAMLNode {
  /// `null` or `~`, as opposed to nothing after the colon.
  fileprivate var isExplicitNull: Bool {
    guard let scalar else { return false }
    return scalar.value == .null && !scalar.text.isEmpty
  }
}

extension Diagnostic {
  /// Whether the one value is wrong twice: by YAML's rules and by the table's.
  fileprivate func isAtPlace(of other: Diagnostic) -> Bool {
    line != nil && (line, column) == (other.line, other.column)
  }
}
