/// A path between its slashes as the kernel sees it: byte by byte.
///
/// Swift's characters hide a slash, or a dot, that a combining mark follows or a prepended sign
/// stands before; names from strangers may hold both.
public enum PathParts {
  static let slash = UInt8(ascii: "/")

  /// Empty parts too; one empty part of an empty path.
  public static func of(
    _ path: some StringProtocol, separators: Set<UInt8> = [UInt8(ascii: "/")]
  ) -> [String] {
    Array(path.utf8).split(omittingEmptySubsequences: false) { separators.contains($0) }
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// Whether a name begins with this sign, whatever follows it.
  public static func begins(_ name: some StringProtocol, with sign: Unicode.Scalar) -> Bool {
    name.unicodeScalars.first == sign
  }
}
