import Glibc
import LoraFiles
public import LoraStore

/// The effects of a repository's runs that ClickUp has not got yet: `lora/outbox/` in the common
/// Git directory, one file each, numbered in the order in which they were written.
///
/// A file is complete and is never changed. It goes when a later text of the same comment is written,
/// or at the hands of whoever holds the delivery's lock: once the run's ledger says what became of
/// it, or when a later entry makes it needless. So a process may end between any two steps. Writing
/// needs no network and waits for nothing but the moment in which another process writes.
public struct Outbox: Sendable {
  let folder: DurableFolder
  let ledgers: DurableFolder
  /// Copies of files that lie in no LFS store, by content.
  let spool: LFSObjects
  let objects: LFSObjects

  public init(of store: RunStore) {
    self.init(in: store.folder, objects: store.objects)
  }

  /// - Parameter beforeChange: see `DurableFolder`.
  package init(
    in loraFolder: String, objects: LFSObjects,
    beforeChange: @escaping @Sendable () throws(StoreError) -> Void = {}
  ) {
    let path = loraFolder + "/outbox"
    folder = DurableFolder(path: path, beforeChange: beforeChange)
    ledgers = DurableFolder(path: loraFolder + "/mirror", beforeChange: beforeChange)
    spool = LFSObjects(folder: path + "/spool")
    self.objects = objects
  }

  /// Writes the effect, durable when it returns. What was written or delivered before under the
  /// same key (of a comment that is kept up to date: that text or a later one) is not written again.
  public func write(_ wish: Wish) throws(StoreError) {
    try onDisk(Files.makeFolder(folder.path))
    let lock = try onDisk(FileLock(folder.path + "/write.lock"))
    defer { withExtendedLifetime(lock) {} }
    let names = folder.names()
    let same = try entries(names.filter { $0.dropFirst(9) == EntryFile.suffix(of: wish.key) })
    // Pending first, then the ledger: the deliverer writes the ledger before it removes the file.
    guard !same.contains(where: { $0.covers(wish) }), try !isDelivered(wish) else { return }
    let number = (names.compactMap(EntryFile.number).max() ?? 0) + 1
    let place = same.map(\.place).min() ?? number
    let entry = OutboxEntry(number: number, place: place, of: wish)
    try folder.write(entry, EntryFile.name(of: entry))
    for old in same { try folder.remove(EntryFile.name(of: old)) }
  }

  private func isDelivered(_ wish: Wish) throws(StoreError) -> Bool {
    guard let delivered = try ledger(of: wish.run).delivered[wish.key.name] else { return false }
    // What was better left may be right by now.
    if wish.isRebuilt && delivered.note != nil { return false }
    guard case .update(let update) = wish.effect else { return true }
    return (delivered.revision ?? 0) >= update.revision
  }

  /// Everything that waits, in order.
  public func entries() throws(StoreError) -> [OutboxEntry] { try entries(folder.names()) }

  /// Brings `known` up to date, reading only files that it does not have, and answers those.
  func refresh(_ known: inout [String: OutboxEntry]) throws(StoreError) -> [OutboxEntry] {
    let names = Set(folder.names())
    let new = try entries(names.filter { known[$0] == nil })
    if known.count + new.count != names.count {
      known = known.filter { names.contains($0.key) }
    }
    for entry in new { known[EntryFile.name(of: entry)] = entry }
    return new
  }

  private func entries(_ names: some Sequence<String>) throws(StoreError) -> [OutboxEntry] {
    var found: [OutboxEntry] = []
    for name in names where EntryFile.number(of: name) != nil {
      // Gone: delivered since the folder was listed.
      guard let entry = try folder.read(OutboxEntry.self, name) else { continue }
      guard entry.format <= OutboxEntry.currentFormat else {
        throw .newerFormat(file: name, found: entry.format, known: OutboxEntry.currentFormat)
      }
      found.append(entry)
    }
    return found.sorted { $0.isBefore($1) }
  }

  /// Keeps a copy of `source` until it is sent.
  public func keep(_ source: String) throws(StoreError) -> LFSPointer {
    let pointer = try spool.put(source)
    // The same bytes may have been kept long ago, and be about to be cleared away.
    return Spool.touch(spool.path(of: pointer.digest)) ? pointer : try spool.put(source)
  }

  /// Keeps the bytes until they are sent.
  func keep(_ bytes: [UInt8]) throws(StoreError) -> LFSPointer {
    try onDisk(Files.makeFolder(folder.path))
    let temporary = "\(folder.path)/new-\(getpid())-\(UInt32.random(in: .min ... .max))"
    defer { unlink(temporary) }
    try onDisk(Files.replace(temporary, with: bytes, durability: .none))
    return try keep(temporary)
  }

  /// Where an upload's bytes lie; nil when they are not on this machine.
  func path(of upload: Upload) -> String? {
    let place = upload.place == .lfs ? objects : spool
    let pointer = LFSPointer(digest: upload.digest, bytes: upload.bytes)
    return place.location(of: pointer)
  }

  func remove(_ entry: OutboxEntry) throws(StoreError) {
    try folder.remove(EntryFile.name(of: entry))
  }
}

/// `00000012-1a2b3c4d-summary-1`: order first, so that a listing of the folder reads well.
private enum EntryFile {
  static func name(of entry: OutboxEntry) -> String {
    let digits = String(entry.number)
    return String(repeating: "0", count: max(0, 8 - digits.count)) + digits + "-"
      + suffix(of: entry.key)
  }

  static func suffix(of key: EffectKey) -> String { "\(key.run)-\(key.name)" }

  static func number(of name: String) -> Int? {
    name.firstIndex(of: "-").flatMap { Int(name[..<$0]) }
  }
}

extension OutboxEntry {
  /// Whether `wish` has nothing to add to this entry.
  fileprivate func covers(_ wish: Wish) -> Bool {
    guard let revision, case .update(let update) = wish.effect else { return true }
    return revision >= update.revision
  }
}
