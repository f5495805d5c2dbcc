import LoraNames

/// Git's settings as `git config --list` sees them: system, global, repository, worktree, `-c` and
/// environment, in this order.
public struct GitSettings: Sendable {
  private var values: NameMap<[String?]> = [:]

  /// Parses `git config -z --list`: `key\nvalue\0`, or `key\0` for a key without a value.
  init(list: [UInt8]) {
    for entry in list.split(separator: 0) {
      let parts = entry.split(separator: 0x0a, maxSplits: 1, omittingEmptySubsequences: false)
      let value = parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : nil
      values[String(decoding: parts[0], as: UTF8.self), default: []].append(value)
    }
  }

  /// The last value of `key`. Section and name are written in lower case, as Git lists them; a
  /// subsection keeps its case.
  public subscript(key: String) -> String? { values[key]?.last ?? nil }

  /// Every value of `key`, in order.
  public func all(_ key: String) -> [String] { values[key, default: []].compactMap { $0 } }

  /// A switch by Git's rules: a key without a value is on; nil when the key is absent or its value
  /// is no switch.
  public func flag(_ key: String) -> Bool? {
    guard let last = values[key]?.last else { return nil }
    switch last?.lowercased() {
    case nil, "true", "yes", "on", "1": return true
    case "false", "no", "off", "0", "": return false
    default: return nil
    }
  }

  public var keys: some Sequence<String> { values.keys }
}
