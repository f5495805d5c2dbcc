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

/// A tensor that both adapters hold whole; the shape of `saved_modules` in `git lora diff --json`.
public struct SavedModule: Sendable, Encodable {
  public let module: String
  /// ‖W_b − Wₐ‖
  public let difference: Double
  public let normA: Double
  public let normB: Double
}

/// How the weights of two runs differ, or why that cannot be said.
struct WeightDifference {
  /// nil when they do not compare, and `reason` says why.
  var modules: [ModuleWeight]?
  var saved: [SavedModule]?
  /// What is not part of the numbers.
  var notes: [String] = []
  var reason: String?

  init(_ a: ReviewedRun, _ b: ReviewedRun, objects: LFSObjects) {
    guard let base = a.record.baseModel?.digest, base == b.record.baseModel?.digest else {
      reason = "the runs have different base models, so their weights do not compare"
      return
    }
    do {
      let updates = (try Adapters.updates(of: a, objects), try Adapters.updates(of: b, objects))
      modules = WeightComparison.modules(updates.0, updates.1).map {
        ModuleWeight(module: $0.module, normA: $0.normA, normB: $0.normB, cosine: $0.cosine)
      }
      let remainder = AdapterRemainder(updates.0, updates.1)
      saved = remainder.saved.map {
        SavedModule(
          module: $0.module, difference: $0.difference, normA: $0.normA, normB: $0.normB)
      }
      notes = remainder.notes
    } catch {
      reason = "\(error)"
    }
  }
}

/// The adapter of a run, from the LFS store.
enum Adapters {
  /// Why there is nothing to read.
  struct Missing: Error, CustomStringConvertible {
    let description: String
  }

  /// Every byte is hashed before one is believed: a damaged object gives numbers, too.
  static func updates(of run: ReviewedRun, _ objects: LFSObjects) throws -> AdapterUpdates {
    let short = run.run.id.short
    let files = run.record.files.filter { $0.role == .adapter && $0.inLFS }
    guard !files.isEmpty else { throw Missing(description: "the run \(short) has no adapter") }
    for file in files {
      let pointer = LFSPointer(digest: file.digest, bytes: file.bytes)
      do throws(StoreError) { try objects.check(pointer) } catch {
        throw Missing(
          description: "the adapter of \(short): \(error)"
            + (error.hint(run: short).map { "; " + $0 } ?? ""))
      }
    }
    return try AdapterUpdates(
      paths: files.compactMap {
        objects.location(of: LFSPointer(digest: $0.digest, bytes: $0.bytes))
      }, config: run.adapterConfig)
  }
}
