import LoraNames

/// One config key whose value differs between two runs; nil where a run does not have the key.
public struct SettingChange: Sendable, Codable, Equatable {
  public var key: String
  public var before: String?
  public var after: String?

  public init(key: String, before: String?, after: String?) {
    self.key = key
    self.before = before
    self.after = after
  }

  /// The keys that differ, sorted. Values are compared as they are written.
  public static func between(_ before: [String: String], _ after: [String: String])
    -> [SettingChange]
  {
    var changes: [SettingChange] = []
    for (key, value) in after where before[key].map({ !$0.sameBytes(as: value) }) ?? true {
      changes.append(SettingChange(key: key, before: before[key], after: value))
    }
    for (key, value) in before where after[key] == nil {
      changes.append(SettingChange(key: key, before: value, after: nil))
    }
    return changes.inByteOrder(of: \.key)
  }

  /// `lora_rank 8 → 16`.
  public var text: String { "\(key) \(before ?? "unset") → \(after ?? "unset")" }
}
