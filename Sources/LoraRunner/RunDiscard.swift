import LoraFiles
public import LoraStore

/// A run that is to be dropped with everything it left.
public struct RunDiscard {
  public let run: RunRemains
  public let files: Int
  public let bytes: Int
  private let store: RunStore

  /// - Throws: `.inTheWay` while the run is at work.
  public init(_ run: RunRemains, in store: RunStore) throws(RunFailure) {
    try Self.check(run)
    self.run = run
    self.store = store
    let listing = FolderListing(of: run.area.output)
    files = listing.paths.count
    bytes = listing.entries.values.reduce(0) { $0 + $1.bytes }
  }

  public func perform() throws(RunFailure) {
    guard let held = try failing({ () throws(StoreError) in try store.hold(run.area) }) else {
      throw .followed(run)
    }
    let found = try failing { () throws(StoreError) in try store.remains(of: run.id, isHeld: true) }
    if let found { try Self.check(found) }
    try failing { () throws(StoreError) in try store.clear(held) }
  }

  private static func check(_ run: RunRemains) throws(RunFailure) {
    switch run.remedy {
    case .followed, .attach:
      guard let refusal = RunFailure(notToBeEnded: run) else { return }
      throw refusal
    case .tidy, .landKept, .land, .forget, .examine: return
    }
  }
}
