import Foundation
import LoraDigest
import LoraExperiment
import LoraGit
import LoraHTTP
import LoraSharing
import LoraStore
import TestSupport

/// A repository with one run of one LFS object, and a bare remote that has nothing of it yet.
struct SharedRun {
  let temporary: TemporaryRepository
  let store: RunStore
  let run: LoggedRun
  let pointer: LFSPointer
  let remote: String

  init() throws {
    temporary = try TemporaryRepository()
    try temporary.write("configs/x.yaml", "seed: 1\n")
    try temporary.commitAll("source")
    remote = temporary.folder.path + "/remote.git"
    try temporary.git("init", "-q", "--bare", "-b", "main", remote)
    try temporary.git("remote", "add", "origin", "file://" + remote)
    store = RunStore(try temporary.open())
    (run, pointer) = try Self.land("x", weights: [1, 2, 3], in: temporary, store)
  }

  @discardableResult
  static func land(
    _ name: String, weights: [UInt8], in temporary: TemporaryRepository, _ store: RunStore
  ) throws -> (LoggedRun, LFSPointer) {
    let snapshot = try SourceSnapshot.take(of: store.repository)
    let file = try temporary.folder.write("made/\(UUID())/adapter.safetensors", bytes: weights)
    let pointer = try store.objects.put(file)
    let record = RunRecord(
      id: RunID(), state: .completed, name: name, branch: "refs/heads/runs/\(name)",
      config: "configs/\(name).yaml", folder: "output/\(name)",
      started: "2026-01-02T02:04:05.000Z", ended: "2026-01-02T02:05:05.500Z",
      trainer: TrainerIdentity(name: "lora-train", command: []),
      source: SourceState(
        commit: snapshot.commit?.hex, tree: snapshot.tree.hex, dirty: false, untracked: []),
      overrides: [],
      host: HostIdentity(name: "box", system: "Linux", processor: "CPU", cores: 2),
      totals: Totals())
    let draft = RunDraft(
      record: record, files: [RunFile("adapter.safetensors", .adapter, .lfs(pointer))],
      source: snapshot, subject: "a run", settings: [:])
    let landed = try store.land(draft, by: try store.repository.environment.identities())
    return (try store.run(landed.commit.hex), pointer)
  }

  /// As the settings are by now.
  func reopened(variables: [String: String] = [:]) throws -> RunStore {
    RunStore(try temporary.open(variables: variables))
  }

  func check(variables: [String: String] = [:]) throws -> Publication {
    let store = try reopened(variables: variables)
    return try PublicationCheck(store, http: CurlTransport(environment: [:])).check(run)
  }

  func pushBranch() throws {
    try temporary.git(
      "push", "-q", "origin", "runs/x", variables: ["GIT_LFS_SKIP_PUSH": "1"])
  }

  /// Puts the object where git-lfs would, or something else of that name.
  func putObject(_ bytes: [UInt8] = [1, 2, 3]) throws {
    let hex = pointer.digest.hex
    try temporary.folder.write(
      "remote.git/lfs/objects/\(hex.prefix(2))/\(hex.dropFirst(2).prefix(2))/\(hex)", bytes: bytes)
  }
}
