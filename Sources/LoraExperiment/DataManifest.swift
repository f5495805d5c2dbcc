public import LoraDigest
import LoraNames

/// `data.json`: each training file by content, sorted by the bytes of its path.
public struct DataManifest: Sendable, Codable, Equatable {
  public var format = 1
  public var files: [DataFile]

  public init(files: [DataFile]) { self.files = files.inByteOrder(of: \.path) }
}

/// One file a run trained on.
public struct DataFile: Sendable, Codable, Equatable {
  /// Below the top of the working tree, or absolute when outside it.
  public var path: String
  public var bytes: Int
  public var digest: Digest

  public init(path: String, bytes: Int, digest: Digest) {
    self.path = path
    self.bytes = bytes
    self.digest = digest
  }

  enum CodingKeys: String, CodingKey {
    case path, bytes
    case digest = "sha256"
  }
}
