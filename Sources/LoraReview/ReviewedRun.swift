import LoraDigest
public import LoraExperiment
public import LoraReport
public import LoraStore

/// A run with what looking at it closely needs, read from its commit.
public struct ReviewedRun: Sendable {
  public let run: LoggedRun
  /// What people type to name it.
  public let name: String
  public let record: RunRecord
  public let metrics: [Metric]
  /// Every key with its final value, as `config.resolved.yaml` has it.
  public let settings: [String: String]
  public let adapterConfig: [UInt8]?

  public init(_ run: LoggedRun, named name: String, in store: RunStore) throws(StoreError) {
    self.run = run
    self.name = name
    record = try store.record(of: run)
    metrics = try store.metrics(of: run)
    settings = Self.settings(in: try store.file("config.resolved.yaml", of: run) ?? [])
    adapterConfig = try store.file("adapter_config.json", of: run)
  }

  /// The file is one `key: value` a line, written by us.
  private static func settings(in bytes: [UInt8]) -> [String: String] {
    let pairs = String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap {
      line -> (String, String)? in
      let colon: Range<Substring.Index>? = line.firstRange(of: ": ")
      guard let colon else { return nil }
      return (String(line[..<colon.lowerBound]), String(line[colon.upperBound...]))
    }
    return Dictionary(pairs) { first, _ in first }
  }

  /// As curves and tables show it; samples, log and weights are added by who needs them.
  public var report: ReportRun {
    ReportRun(
      title: name, commit: run.id.hex, record: record,
      settings: settings.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }, metrics: metrics,
      evaluations: evaluations)
  }

  private var evaluations: [Metric] {
    metrics.compactMap { metric in
      metric.evaluationLoss.map { Metric(step: metric.step, epoch: metric.epoch, loss: $0) }
    }
  }
}
