import LoraComparison
import LoraDigest
import LoraExperiment
import LoraStore

/// One module of two adapters; the shape of `weights` in `git lora diff --json`.
public struct ModuleWeight: Sendable, Encodable {
  public let module: String
  /// ‖ΔW‖ with ΔW = scaling · B·A; nil where that adapter leaves the module alone.
  public let normA: Double?
  public let normB: Double?
  public let cosine: Double?
}

/// How the weights of two runs differ, or why that cannot be said.
struct WeightDifference {
  let modules: [ModuleWeight]?
  let note: String?

  init(modules: [ModuleWeight]?, note: String?) {
    self.modules = modules
    self.note = note
  }

  init(_ a: ReviewedRun, _ b: ReviewedRun, objects: LFSObjects) {
    guard let base = a.record.baseModel?.digest, base == b.record.baseModel?.digest else {
      self.init(
        modules: nil, note: "the runs have different base models, so their weights do not compare")
      return
    }
    do {
      let updates = (try Adapters.updates(of: a, objects), try Adapters.updates(of: b, objects))
      self.init(
        modules: WeightComparison.modules(updates.0, updates.1).map {
          ModuleWeight(module: $0.module, normA: $0.normA, normB: $0.normB, cosine: $0.cosine)
        }, note: nil)
    } catch {
      self.init(modules: nil, note: "\(error)")
    }
  }
}

/// The adapter of a run, from the LFS store.
enum Adapters {
  /// Why there is nothing to read.
  struct Missing: Error, CustomStringConvertible {
    let description: String
  }

  static func updates(of run: ReviewedRun, _ objects: LFSObjects) throws -> AdapterUpdates {
    let short = run.run.id.short
    let files = run.record.files.filter { $0.role == .adapter && $0.inLFS }
    guard !files.isEmpty else { throw Missing(description: "the run \(short) has no adapter") }
    for file in files
    where !objects.contains(LFSPointer(digest: file.digest, bytes: file.bytes)) {
      throw Missing(
        description: "the adapter of \(short) is not on this machine: git lora fetch brings it")
    }
    return try AdapterUpdates(
      paths: files.map { objects.path(of: $0.digest) }, config: run.adapterConfig)
  }
}
