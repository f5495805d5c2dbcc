import LoraDigest
import LoraExperiment
import LoraStore

/// What differs between two runs; the shape of `git lora diff --json`.
struct RunDifference: Encodable {
  struct Side: Encodable {
    let commit: String
    let name: String
    let state: RunState
  }

  struct Setting: Encodable {
    let key: String
    let a: String?
    let b: String?
  }

  struct Measure: Encodable {
    /// `first`, `final` or `best`, of the training loss; `steps`, `seconds`.
    let name: String
    let a: Double?
    let b: Double?
  }

  struct File: Encodable {
    enum Change: String, Encodable { case added, removed, changed }
    let path: String
    let change: Change
  }

  let format = 1
  let a: Side
  let b: Side
  let config: [Setting]
  let metrics: [Measure]
  let data: [File]
  let sameBase: Bool

  init(from before: LoggedRun, to after: LoggedRun, in store: RunStore) throws {
    let records = (try store.record(of: before), try store.record(of: after))
    a = Side(commit: before.id.hex, name: records.0.name, state: records.0.state)
    b = Side(commit: after.id.hex, name: records.1.name, state: records.1.state)
    config = SettingChange.between(
      try ResolvedSettings.of(before, in: store), try ResolvedSettings.of(after, in: store)
    ).map { Setting(key: $0.key, a: $0.before, b: $0.after) }
    metrics = Self.measures(records.0.totals, records.1.totals)
    data = Self.files(
      from: try store.manifest(of: before), to: try store.manifest(of: after))
    sameBase = records.0.baseModel?.digest == records.1.baseModel?.digest
  }

  private static func measures(_ a: Totals, _ b: Totals) -> [Measure] {
    [
      Measure(name: "first", a: a.firstLoss.map(Double.init), b: b.firstLoss.map(Double.init)),
      Measure(name: "final", a: a.finalLoss.map(Double.init), b: b.finalLoss.map(Double.init)),
      Measure(name: "best", a: a.bestLoss.map(Double.init), b: b.bestLoss.map(Double.init)),
      Measure(name: "steps", a: Double(a.steps), b: Double(b.steps)),
      Measure(name: "seconds", a: a.seconds, b: b.seconds),
    ]
  }

  private static func files(from before: DataManifest, to after: DataManifest) -> [File] {
    let old = Dictionary(before.files.map { ($0.path, $0.digest) }) { first, _ in first }
    let new = Dictionary(after.files.map { ($0.path, $0.digest) }) { first, _ in first }
    return Set(old.keys).union(new.keys).sorted().compactMap { path in
      switch (old[path], new[path]) {
      case (nil, _): File(path: path, change: .added)
      case (_, nil): File(path: path, change: .removed)
      case (let a, let b): a == b ? nil : File(path: path, change: .changed)
      }
    }
  }
}

/// A run's `config.resolved.yaml` as keys and values.
enum ResolvedSettings {
  static func of(_ run: LoggedRun, in store: RunStore) throws -> [String: String] {
    let bytes = try store.file("config.resolved.yaml", of: run) ?? []
    // The file is one `key: value` a line, written by us.
    let pairs = String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
      line.firstRange(of: ": ").map { (colon: Range<Substring.Index>) in
        (String(line[..<colon.lowerBound]), String(line[colon.upperBound...]))
      }
    }
    return Dictionary(pairs) { first, _ in first }
  }
}
