/// A name as its bytes: the path of a file, a ref, a tensor, a token, a key.
///
/// Swift holds two strings for equal when Unicode does: `é` in one code point (as Linux keyboards
/// write it) and in two (as macOS stores it). File systems, Git and file formats compare bytes, so
/// as names the two are two.
public struct ByteName: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let text: String

  public init(_ text: some StringProtocol) { self.text = String(text) }

  public var description: String { text }

  public static func == (a: ByteName, b: ByteName) -> Bool { a.text.sameBytes(as: b.text) }

  public static func < (a: ByteName, b: ByteName) -> Bool { a.text.precedesInBytes(b.text) }

  public func hash(into hasher: inout Hasher) {
    let fast: Void? = text.utf8.withContiguousStorageIfAvailable {
      hasher.combine(bytes: UnsafeRawBufferPointer($0))
    }
    if fast == nil { Array(text.utf8).withUnsafeBytes { hasher.combine(bytes: $0) } }
  }
}
