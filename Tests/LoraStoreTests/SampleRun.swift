import Foundation
import LoraDigest
import LoraExperiment
import LoraGit
import LoraStore
import TestSupport

/// A repository with one commit, and runs to land in it.
struct SampleRun {
  let temporary: TemporaryRepository
  let store: RunStore
  let identities: Identities

  init(in folder: String? = nil, of given: TemporaryRepository? = nil) throws {
    temporary = try given ?? TemporaryRepository()
    if folder == nil {
      try temporary.write("configs/x.yaml", "seed: 1\n")
      try temporary.write(".gitignore", "output/\n")
      try temporary.commitAll("source")
    }
    store = RunStore(try temporary.open(from: folder))
    identities = try store.repository.environment.identities()
  }

  static func record(
    name: String = "x", state: RunState = .completed, source: SourceState, folder: String? = nil
  ) -> RunRecord {
    var record = RunRecord(
      id: RunID(), state: state, name: name, branch: "refs/heads/runs/\(name)",
      config: "configs/\(name).yaml", folder: folder ?? "output/\(name)",
      started: "2026-01-02T02:04:05.000Z", ended: "2026-01-02T02:05:05.500Z",
      trainer: TrainerIdentity(name: "lora-train", command: ["lora-train", "--config", "x.yaml"]),
      source: source, overrides: ["seed=7"],
      host: HostIdentity(name: "box", system: "Linux", processor: "CPU", cores: 2),
      totals: Totals())
    record.seed = 7
    record.totals.steps = 30
    record.totals.seconds = 60.25
    record.totals.firstLoss = 2.3125
    record.totals.finalLoss = 1.125
    return record
  }

  /// A draft of a run with one LFS file and a few small ones.
  func draft(
    name: String = "x", weights: [UInt8] = [1, 2, 3], state: RunState = .completed,
    metrics: [Metric] = [Metric(step: 1, loss: 2.5)], subject: String? = nil,
    settings: [String: String] = [:]
  ) throws -> RunDraft {
    let snapshot = try SourceSnapshot.take(of: store.repository)
    let file = try temporary.folder.write("made/\(UUID())/adapter.safetensors", bytes: weights)
    let source = SourceState(
      commit: snapshot.commit?.hex, tree: snapshot.tree.hex, dirty: snapshot.isDirty,
      untracked: snapshot.untracked)
    return RunDraft(
      record: Self.record(name: name, state: state, source: source),
      files: [
        RunFile("adapter.safetensors", .adapter, .lfs(try store.objects.put(file))),
        RunFile("config.yaml", .config, .bytes(Array("seed: 1\r\n".utf8))),
        RunFile("metrics.jsonl", .metrics, .bytes(RecordCodec.encode(metrics))),
        RunFile("samples/0001.txt", .sample, .bytes(Array("hello\n".utf8))),
      ],
      source: snapshot, subject: subject, settings: settings)
  }

  @discardableResult
  func land(_ draft: RunDraft) throws -> LandedRun { try store.land(draft, by: identities) }
}
