public import LoraStore

/// Brings the LFS objects that one run lacks here, from the remote that has it.
public struct RunCompletion {
  private let store: RunStore
  private let transport: Transport

  public init(_ store: RunStore, transport: Transport) {
    self.store = store
    self.transport = transport
  }

  /// The objects of the run's folder that are not on this machine.
  public func missing(of run: LoggedRun) throws(SharingError) -> [LFSPointer] {
    let files = try LoraSharing.store { () throws(StoreError) in try store.files(of: run) }
    return files.compactMap { file in
      guard case .lfs(let pointer) = file.content, !store.objects.contains(pointer) else {
        return nil
      }
      return pointer
    }
  }

  /// The remote to ask: one whose branches hold the run, else Git's default for fetching; nil where
  /// there is none.
  public func remote(of run: LoggedRun) -> Remote? {
    let remotes = Remote.all(in: store.repository)
    return remotes.first { holds(run, $0) } ?? remotes.first
  }

  private func holds(_ run: LoggedRun, _ remote: Remote) -> Bool {
    let tips = (try? store.repository.references(under: remote.tracking)) ?? []
    return tips.contains { (try? store.repository.isAncestor(run.id, of: $0.id)) == true }
  }

  /// - Returns: the objects that the remote could not give.
  public func bring(_ pointers: [LFSPointer], from remote: Remote) throws(SharingError)
    -> [LFSPointer]
  {
    try LFSTransfer(store: store, remote: remote, transport: transport).download(pointers)
  }
}
