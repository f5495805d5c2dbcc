public import LoraYAML

/// The contract of one training: every key's value, which ones were set, and where.
///
/// Values are good by the table (`ConfigKey.run`) and together; nothing was looked up on disk
/// (`ExistenceCheck` does that).
public struct RunConfig: Sendable {
  /// As given to `parse`, for messages.
  public let file: String
  /// The bytes the user wrote.
  public let bytes: [UInt8]
  /// `key=value` as given with `-s`, in order.
  public let overrides: [String]
  let source: YAMLSource
  /// What the file sets, in its order, overridden or not.
  let written: [Setting]
  /// What holds, of the file and the command line.
  let settings: [RunKey: Setting]
  /// Values that hold in the place of defaults: those of an adapter that training goes on from.
  var inherited: [RunKey: ConfigValue] = [:]
  /// What another trainer's file has besides, in its order.
  var others: [ForeignSetting] = []
  /// Whether the file is in another trainer's dialect: what the table has is then read, and the rest
  /// passed on.
  public var isForeign = false

  /// A key that was set, and where.
  struct Setting: Sendable {
    let key: RunKey
    /// Its name as the user spelled it.
    let spelling: String
    let place: Place
    let node: YAMLNode
    /// Nil for an explicit `null`: as if the key were absent.
    let value: ConfigValue?
  }

  /// A key that another trainer may know, or a value of ours that the table does not allow.
  struct ForeignSetting: Sendable {
    let spelling: String
    let node: YAMLNode
    let place: YAMLMark
  }

  enum Place: Sendable {
    case file(key: YAMLMark, length: Int)
    /// `-s key=value`
    case commandLine(String)
  }
}

extension RunConfig {
  /// The value that holds for a key: what was set, else its default; nil when there is neither.
  public subscript(key: RunKey) -> ConfigValue? {
    settings[key]?.value ?? standardValue(of: key)
  }

  /// Whether the file or the command line sets the key.
  public func isSet(_ key: RunKey) -> Bool { settings[key]?.value != nil }

  /// A message that points at a key's value: its place in the file, the `-s` that set it, or the
  /// file as a whole when the key is absent.
  public func diagnostic(
    _ severity: Diagnostic.Severity = .error, at key: RunKey, _ message: String,
    hint: String? = nil
  ) -> Diagnostic {
    guard let setting = settings[key] else {
      return Diagnostic(severity, file: file, message: message, hint: hint)
    }
    return setting.diagnostic(severity, in: source, message, hint: hint)
  }

  private func standardValue(of key: RunKey) -> ConfigValue? {
    if key == .epochs, isSet(.maxSteps) { return nil }
    if let value = inherited[key] { return value }
    switch key.row.standard {
    case .value(let value): return value
    case .sameAs(let other): return self[other].map { $0.asNumber }
    case .byTask(let values): return values[taskType]
    case .none, .required, .described: return nil
    }
  }
}

extension RunConfig.Setting {
  func diagnostic(
    _ severity: Diagnostic.Severity = .error, in source: YAMLSource, _ message: String,
    hint: String? = nil, at part: YAMLNode? = nil
  ) -> Diagnostic {
    switch place {
    case .commandLine(let text):
      Diagnostic(severity, file: text, message: message, hint: hint)
    case .file:
      source.diagnostic(
        severity, at: (part ?? node).start, length: (part ?? node).length, message, hint: hint)
    }
  }
}

extension ConfigValue {
  fileprivate var asNumber: ConfigValue {
    if case .integer(let whole) = self { .number(Double(whole)) } else { self }
  }
}
