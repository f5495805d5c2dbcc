import LoraFiles
import LoraStore

/// Changes to the ledgers that a person asks for; whoever makes them holds the delivery's lock.
extension Outbox {
  /// Nil when another process delivers.
  func lockDelivery() throws(StoreError) -> FileLock? {
    try onDisk(Files.makeFolder(folder.path))
    return try onDisk(FileLock(ifFree: folder.path + "/delivery.lock"))
  }

  func retry(_ key: EffectKey) throws(StoreError) -> Bool {
    guard let entry = try entries().first(where: { $0.key == key }) else { return false }
    var ledger = try ledger(of: entry.run)
    guard let progress = ledger.progress[key.name], progress.isAtRest else { return false }
    ledger.progress[key.name] = nil
    try write(ledger)
    return true
  }

  /// Takes the effect out of the outbox undone, at whatever it stands. Answers false when there is
  /// none of that key.
  func drop(_ key: EffectKey) throws(StoreError) -> Bool {
    guard let entry = try entries().first(where: { $0.key == key }) else { return false }
    var ledger = try ledger(of: entry.run)
    let sent = ledger.progress[key.name]?.id
    ledger.progress[key.name] = nil
    ledger.delivered[key.name] = Delivered(
      id: sent, revision: entry.revision, note: "dropped by hand", replaces: entry.replaces)
    try write(ledger)
    try remove(entry)
    return true
  }

  /// What found the workspace's storage full is tried again.
  func bringBackSetAside() throws(StoreError) {
    try bringBack { $1.phase == .setAside ? Progress() : nil }
  }

  /// A status that the list did not have may have another name in `.lorarc` by now. What was wrong with
  /// it stays known, should a later status make it needless.
  func bringBackStatuses() throws(StoreError) {
    try bringBack { entry, progress in
      guard case .status = entry.effect, progress.phase == .failed else { return nil }
      return Progress(cause: progress.cause)
    }
  }

  /// - Parameter change: where an entry is to go on from; nil: as it stands.
  private func bringBack(_ change: (OutboxEntry, Progress) -> Progress?) throws(StoreError) {
    for (run, entries) in Dictionary(grouping: try entries(), by: \.run) {
      let old = try ledger(of: run)
      var new = old
      for entry in entries {
        guard let progress = old.progress[entry.key.name] else { continue }
        if let changed = change(entry, progress) { new.progress[entry.key.name] = changed }
      }
      if new != old { try write(new) }
    }
  }
}

extension Progress {
  fileprivate var isAtRest: Bool {
    switch phase {
    case .uncertain, .setAside, .failed: true
    case .ready, .sending, .doubtful, .answered: false
    }
  }
}
