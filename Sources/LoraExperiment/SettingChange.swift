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
    Set(before.keys).union(after.keys).sorted().compactMap { key in
      before[key] == after[key]
        ? nil : SettingChange(key: key, before: before[key], after: after[key])
    }
  }

  /// `lora_rank 8 → 16`.
  public var text: String { "\(key) \(before ?? "unset") → \(after ?? "unset")" }
}
