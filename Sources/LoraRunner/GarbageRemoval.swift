import FoundationEssentials
import LoraFiles
public import LoraStore

/// Frees what `RunStore.garbage` finds.
public struct GarbageRemoval {
  private let workplace: Workplace

  public init(_ workplace: Workplace) { self.workplace = workplace }

  public func remove(_ garbage: Garbage) throws(RunFailure) {
    switch garbage.kind {
    case .left: try removeFolder(garbage.path)
    case .temporary, .object: try failing { () throws(FileError) in try Files.remove(garbage.path) }
    case .area: try clear(garbage)
    }
  }

  /// Looked at again under its lock: its run may have been taken up since.
  private func clear(_ garbage: Garbage) throws(RunFailure) {
    guard let id = garbage.run else { return }
    let run = try failing { () throws(StoreError) in try workplace.store.remains(of: id) }
    if let run { _ = try RunRecovery(workplace).recover(run) }
  }

  private func removeFolder(_ path: String) throws(RunFailure) {
    do { try FileManager.default.removeItem(atPath: path) } catch {
      guard Standing(path) != .nothing else { return }
      throw RunFailure(.environment, "cannot remove \(path): \(error)")
    }
  }
}
