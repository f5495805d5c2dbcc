import LoraNames

/// A Git LFS pointer: the small text that stands in the tree for a large file.
///
/// Format: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md
public struct LFSPointer: Sendable, Equatable {
  /// The object's SHA-256, 64 lower-case hexadecimal digits.
  public let digest: String
  /// The object's size in bytes.
  public let size: Int

  /// The specification's limit: a longer file is no pointer.
  public static let maximumBytes = 1024

  /// Recognises a pointer by its content; nil for anything else.
  public init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count < Self.maximumBytes else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    guard let version = lines.first,
      version.begins(with: "version https://git-lfs.github.com/spec/")
        || version.begins(with: "version https://hawser.github.com/spec/")
    else { return nil }
    func value(_ key: String) -> Substring? {
      lines.first { $0.begins(with: key + " ") }?.dropFirst(key.utf8.count + 1)
    }
    guard let oid = value("oid"), oid.begins(with: "sha256:"),
      let size = value("size").flatMap({ Int($0) }), size >= 0
    else { return nil }
    let digest = oid.dropFirst("sha256:".count)
    guard digest.utf8.count == 64, digest.allSatisfy(\.isHexDigit) else { return nil }
    self.digest = String(digest)
    self.size = size
  }
}
