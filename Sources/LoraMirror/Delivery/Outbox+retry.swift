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

  func bringBackSetAside() throws(StoreError) {
    for run in Set(try entries().map(\.run)) {
      var ledger = try ledger(of: run)
      let aside = ledger.progress.filter { $0.value.phase == .setAside }
      guard !aside.isEmpty else { continue }
      for name in aside.keys { ledger.progress[name] = nil }
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
