import LoraNames

/// Which training files differ between two runs, by content.
public struct DataDifference: Sendable, Equatable, Encodable {
  public let added: [String]
  public let removed: [String]
  public let changed: [String]
  /// Files in both with the same bytes.
  public let same: Int

  public init(from before: DataManifest, to after: DataManifest) {
    let old = NameMap(before.files.map { ($0.path, $0.digest) })
    let new = NameMap(after.files.map { ($0.path, $0.digest) })
    added = new.names.filter { old[$0] == nil }
    removed = old.names.filter { new[$0] == nil }
    let both = old.names.filter { new[$0] != nil }
    changed = both.filter { old[$0] != new[$0] }
    same = both.count - changed.count
  }

  public var isEmpty: Bool { added.isEmpty && removed.isEmpty && changed.isEmpty }
}
