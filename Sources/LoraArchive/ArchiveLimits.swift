/// How much an archive may become. Sizes in bytes.
public struct ArchiveLimits: Sendable, Equatable, Codable {
  /// Of everything in it, unpacked.
  public var totalBytes: Int
  /// Files, folders (those that only stand in the names of others, too) and what is skipped.
  public var entries: Int
  /// Of all names together: they are kept in memory and listed in the data folder's record.
  public var nameBytes: Int
  /// Unpacked bytes a byte of archive, once there are more than `unquestionedBytes`.
  public var ratio: Int
  /// Whatever the ratio: a page of blanks packs well too.
  public var unquestionedBytes: Int
  /// Of the disk; nil when nobody knows.
  public var freeBytes: Int?

  public init(
    totalBytes: Int = 10_000_000_000, entries: Int = 100_000, nameBytes: Int = 32_000_000,
    ratio: Int = 200, unquestionedBytes: Int = 100_000_000, freeBytes: Int? = nil
  ) {
    self.totalBytes = totalBytes
    self.entries = entries
    self.nameBytes = nameBytes
    self.ratio = ratio
    self.unquestionedBytes = unquestionedBytes
    self.freeBytes = freeBytes
  }

  /// Refuses `bytes` out of an archive of `packedBytes`.
  func check(_ bytes: Int, from packedBytes: Int) throws(ArchiveError) {
    if bytes > totalBytes { throw .tooLarge(limit: totalBytes) }
    if bytes > unquestionedBytes, bytes / ratio > packedBytes { throw .bomb(ratio: ratio) }
    if let freeBytes, bytes > freeBytes { throw .noSpace(free: freeBytes) }
  }
}
