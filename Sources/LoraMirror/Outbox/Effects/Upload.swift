public import LoraDigest

/// A file that stays as it is until it is sent: by content, in the LFS store or in the outbox.
public struct Upload: Sendable, Equatable, Codable {
  /// As people see it, without the run's mark.
  public let name: String
  public let type: String
  public let digest: Digest
  public let bytes: Int
  public let place: Place
  /// The highest number that the run itself gives to a file.
  public let last: Int
  /// Where else the file is, for people: its path and the run's commit.
  public let recorded: String?
  /// The number of the broken file that this one stands in for.
  public internal(set) var replaces: Int?

  public enum Place: String, Sendable, Codable { case lfs, spool }

  public init(
    name: String, type: String, digest: Digest, bytes: Int, place: Place, last: Int,
    recorded: String? = nil
  ) {
    self.last = last
    self.recorded = recorded
    self.name = name
    self.type = type
    self.digest = digest
    self.bytes = bytes
    self.place = place
  }
}
