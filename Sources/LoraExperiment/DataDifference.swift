/// Which training files differ between two runs, by content.
public struct DataDifference: Sendable, Equatable, Encodable {
  public let added: [String]
  public let removed: [String]
  public let changed: [String]
  /// Files in both with the same bytes.
  public let same: Int

  public init(from before: DataManifest, to after: DataManifest) {
    let old = Dictionary(before.files.map { ($0.path, $0.digest) }) { first, _ in first }
    let new = Dictionary(after.files.map { ($0.path, $0.digest) }) { first, _ in first }
    added = new.keys.filter { old[$0] == nil }.sorted()
    removed = old.keys.filter { new[$0] == nil }.sorted()
    let both = old.keys.filter { new[$0] != nil }
    changed = both.filter { old[$0] != new[$0] }.sorted()
    same = both.count - changed.count
  }

  public var isEmpty: Bool { added.isEmpty && removed.isEmpty && changed.isEmpty }
}
