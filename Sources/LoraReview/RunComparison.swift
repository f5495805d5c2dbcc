import LoraExperiment
import LoraNames
import LoraStore

/// Three runs and more in one table: the rows that differ; the shape of `git lora compare --json`.
public struct RunComparison: Sendable, Encodable {
  public struct Row: Sendable, Encodable {
    public let key: String
    /// One a run, in order; nil where a run has no such value.
    public let values: [String?]
  }

  /// Runs of one config that differ in their seed alone.
  public struct SeedGroup: Sendable, Encodable {
    public let runs: [String]
    /// Of the final training losses.
    public let mean: Double
    /// Sample standard deviation (n − 1).
    public let spread: Double
  }

  public let format = 1
  public let runs: [String]
  public let config: [Row]
  public let outcome: [Row]
  public let seeds: [SeedGroup]

  public init(_ reviewed: [ReviewedRun]) {
    runs = reviewed.map(\.name)
    config = Self.rows(reviewed.map(\.settings))
    outcome = Self.rows(reviewed.map(Self.outcome))
    seeds = Self.seedGroups(reviewed)
  }

  private static func rows(_ tables: [[String: String]]) -> [Row] {
    Set(tables.flatMap(\.keys)).sorted().compactMap { key in
      let values = tables.map { $0[key] }
      return Set(values.map { $0.map { ByteName($0) } }).count > 1
        ? Row(key: key, values: values) : nil
    }
  }

  private static func outcome(of run: ReviewedRun) -> [String: String] {
    let totals = run.record.totals
    let facts: [String: String?] = [
      "state": run.record.state.rawValue,
      "steps": String(totals.steps),
      "final training loss": totals.finalLoss.map(text),
      "best training loss": totals.bestLoss.map(text),
      "last validation loss": run.run.summary.evaluationLoss.map(text),
      "seconds": "\(totals.seconds)",
      "base model": run.record.baseModel?.digest.hex,
      "trainer": run.record.trainer.name,
    ]
    return facts.compactMapValues { $0 }
  }

  private static func text(_ loss: Float) -> String { loss.isFinite ? "\(loss)" : "not finite" }

  private static func seedGroups(_ runs: [ReviewedRun]) -> [SeedGroup] {
    let groups = Dictionary(grouping: runs) { run in
      var same = run.settings.filter { $0.key != "seed" && $0.key != "output_dir" }
      same["trainer"] = run.record.trainer.name
      same["base model"] = run.record.baseModel?.digest.hex
      return same.mapValues { ByteName($0) }
    }
    return groups.values.compactMap { group in
      let losses = group.compactMap { $0.record.totals.finalLoss.map(Double.init) }
      let seeds = Set(group.map { $0.settings["seed"] })
      guard seeds.count > 1, losses.count == group.count, losses.allSatisfy(\.isFinite) else {
        return nil
      }
      let mean = losses.reduce(0, +) / Double(losses.count)
      let squares = losses.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return SeedGroup(
        runs: group.map(\.name), mean: mean,
        spread: (squares / Double(losses.count - 1)).squareRoot())
    }.inByteOrder { $0.runs[0] }
  }
}
