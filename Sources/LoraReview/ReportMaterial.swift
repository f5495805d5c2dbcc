import LoraComparison
import LoraExperiment
public import LoraReport
public import LoraStore

/// What a report shows of one run beyond its curves: samples, data, log, and how far each module
/// moved.
public struct ReportMaterial {
  let store: RunStore
  /// Told what the report lacks, in words.
  let lack: (String) -> Void

  public init(store: RunStore, lack: @escaping (String) -> Void = { _ in }) {
    self.store = store
    self.lack = lack
  }

  /// - Parameter weights: whether to read the adapter for the heat map.
  public func report(_ run: LoggedRun, named name: String, weights: Bool = true)
    throws(StoreError) -> ReportRun
  {
    let reviewed = try ReviewedRun(run, named: name, in: store)
    var report = reviewed.report
    report.samples = try samples(of: reviewed)
    report.data = try store.manifest(of: run)
    report.logTail = try store.file("log.txt", of: run).map { bytes in
      String(decoding: bytes.suffix(8 << 10), as: UTF8.self)
    }
    report.moduleNorms = weights ? norms(of: reviewed) : []
    return report
  }

  private func samples(of run: ReviewedRun) throws(StoreError) -> [(name: String, text: String)] {
    var samples: [(name: String, text: String)] = []
    for file in run.record.files where file.role == .sample && !file.inLFS {
      let bytes = try store.file(file.path, of: run.run) ?? []
      samples.append((file.path, String(decoding: bytes, as: UTF8.self)))
    }
    return samples
  }

  /// Empty when the adapter cannot be read here.
  private func norms(of run: ReviewedRun) -> [ModuleNorm] {
    guard run.record.files.contains(where: { $0.role == .adapter && $0.inLFS }) else { return [] }
    let updates: AdapterUpdates
    do { updates = try Adapters.updates(of: run, store.objects) } catch {
      lack("\(error)")
      return []
    }
    return updates.modules.compactMap { module in
      guard let norm = updates.update(of: module)?.norm else { return nil }
      let place = ModulePlace(module)
      return ModuleNorm(layer: place.layer, module: place.name, norm: Float(norm))
    }
  }
}

/// Where a module stands: `model.layers.3.self_attn.q_proj` is `self_attn.q_proj` of layer 3.
struct ModulePlace {
  let layer: Int?
  let name: String

  init(_ path: String) {
    let parts = path.split(separator: ".")
    guard let index = parts.firstIndex(where: { Int($0) != nil }), index + 1 < parts.count else {
      layer = nil
      name = path
      return
    }
    layer = Int(parts[index])
    name = parts[(index + 1)...].joined(separator: ".")
  }
}
