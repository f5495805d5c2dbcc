public import LoraDigest
import LoraNames

/// What a tree holds in place of a file whose bytes lie in the LFS store.
public struct LFSPointer: Sendable, Hashable {
  public let digest: Digest
  public let bytes: Int

  /// A pointer file is smaller than this.
  static let limit = 1024

  public init(digest: Digest, bytes: Int) {
    self.digest = digest
    self.bytes = bytes
  }

  /// The pointer file's text, byte for byte as git-lfs writes it.
  public var text: String {
    "version https://git-lfs.github.com/spec/v1\noid sha256:\(digest)\nsize \(bytes)\n"
  }

  /// Reads a pointer file; nil when the bytes are no pointer.
  public init?(_ bytes: [UInt8]) {
    guard bytes.count < LFSPointer.limit else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    guard lines.first == "version https://git-lfs.github.com/spec/v1",
      let oid = lines.first(where: { $0.begins(with: "oid sha256:") })?.dropFirst(11),
      let digest = Digest(hex: oid),
      let size = lines.first(where: { $0.begins(with: "size ") }).flatMap({ Int($0.dropFirst(5)) })
    else { return nil }
    self.init(digest: digest, bytes: size)
  }
}
