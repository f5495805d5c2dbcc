import LoraConfig
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
    settings = ResolvedSettings.read(try store.file("config.resolved.yaml", of: run) ?? [])
    adapterConfig = try store.file("adapter_config.json", of: run)
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
