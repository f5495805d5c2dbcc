import LoraConfig
import LoraDigest
import LoraExperiment
public import LoraGit
import LoraNames
import LoraStore

/// A recorded run that is to be run again (`--again`).
public struct RepeatedRun: Sendable {
  public let commit: ObjectID
  let name: RunName
  let configPath: String
  let configBytes: [UInt8]
  let overrides: [String]
  let trainer: String
  let record: RunRecord
  let data: DataManifest

  init(_ revision: String, in store: RunStore) throws(RunFailure) {
    let run = try failing { () throws(StoreError) in try store.run(revision) }
    record = try failing { () throws(StoreError) in try store.record(of: run) }
    let config = try failing { () throws(StoreError) in try store.file("config.yaml", of: run) }
    data = try failing { () throws(StoreError) in try store.manifest(of: run) }
    guard let config else {
      throw RunFailure(.badData, "the run \(revision) has no config.yaml in \(run.summary.folder)")
    }
    commit = run.id
    name = RunName(record.name)
    configPath = record.config
    configBytes = config
    overrides = record.overrides
    trainer = record.trainer.name
  }

  /// What is not as it was, a sentence each; one sentence when data, base model and source are.
  func remarks(on plan: RunPlan, sourceTree: String) -> [String] {
    let differences = differences(data: plan.data, base: plan.baseModel, sourceTree: sourceTree)
    return differences.isEmpty
      ? ["data, base model and source are as in \(commit.short)"]
      : differences.map { "not as in \(commit.short): \($0)" }
  }

  private func differences(data now: DataManifest, base: BaseModelIdentity?, sourceTree: String)
    -> [String]
  {
    var differences = Self.differences(from: data, to: now)
    if record.baseModel?.digest != base?.digest {
      differences.append("the base model \(base?.path ?? "is missing") has another SHA-256")
    }
    let tree = record.source.tree
    if tree != sourceTree {
      differences.append(
        "the source tree is not the one it started from "
          + "(git diff \(tree.prefix(7)) \(sourceTree.prefix(7)) shows how)")
    }
    return differences
  }

  private static func differences(from before: DataManifest, to now: DataManifest) -> [String] {
    let old = NameMap(before.files.map { ($0.path, $0.digest) })
    let new = NameMap(now.files.map { ($0.path, $0.digest) })
    return NameSet(old.names + new.names).inByteOrder().compactMap { path in
      switch (old[path], new[path]) {
      case (nil, _): "data file \(path) is new"
      case (_, nil): "data file \(path) is gone"
      case (let a, let b): a == b ? nil : "data file \(path) has another SHA-256"
      }
    }
  }
}
