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
  func bringBackSetAside() throws(StoreError) { try bringBack { $1.phase == .setAside } }

  /// A status that the list did not have may have another name in `.lorarc` by now.
  func bringBackStatuses() throws(StoreError) {
    try bringBack { entry, progress in
      if case .status = entry.effect { progress.phase == .failed } else { false }
    }
  }

  private func bringBack(where isMeant: (OutboxEntry, Progress) -> Bool) throws(StoreError) {
    for (run, entries) in Dictionary(grouping: try entries(), by: \.run) {
      var ledger = try ledger(of: run)
      let names = entries.filter { entry in
        ledger.progress[entry.key.name].map { isMeant(entry, $0) } ?? false
      }.map(\.key.name)
      guard !names.isEmpty else { continue }
      for name in names { ledger.progress[name] = nil }
      try write(ledger)
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
