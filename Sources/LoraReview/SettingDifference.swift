import LoraExperiment

/// One key with both runs' values.
public struct SettingDifference: Sendable, Encodable {
  public let key: String
  public let a: String?
  public let b: String?
  /// Whether the value is only the key's default, which nobody wrote.
  public let aIsDefault: Bool
  public let bIsDefault: Bool

  /// The keys whose values differ, sorted.
  static func between(_ a: ReviewedRun, _ b: ReviewedRun) -> [SettingDifference] {
    SettingChange.between(a.settings, b.settings).map { change in
      SettingDifference(
        key: change.key, a: change.before, b: change.after,
        aIsDefault: a.run.summary.settings[change.key] == nil,
        bIsDefault: b.run.summary.settings[change.key] == nil)
    }
  }

  /// Trainer, machine, base model and seed, where they differ.
  ///
  /// - Parameter config: what is said already and not repeated; most seeds come from the config.
  static func environments(
    _ a: RunRecord, _ b: RunRecord, beyond config: [SettingDifference]
  ) -> [SettingDifference] {
    SettingChange.between(facts(of: a), facts(of: b)).filter { change in
      !config.contains { $0.key == change.key && $0.a == change.before && $0.b == change.after }
    }.map {
      SettingDifference(
        key: $0.key, a: $0.before, b: $0.after, aIsDefault: false, bIsDefault: false)
    }
  }

  private static func facts(of record: RunRecord) -> [String: String] {
    let facts: [String: String?] = [
      "trainer": record.trainer.name,
      "trainer version": record.trainer.version,
      "kernel": record.trainer.kernel,
      "host": record.host.name,
      "system": record.host.system,
      "processor": record.host.processor,
      "cores": String(record.host.cores),
      "seed": record.seed.map(String.init),
      "base model": record.baseModel?.digest.hex,
      "source": record.source.tree,
    ]
    return facts.compactMapValues { $0 }
  }
}
