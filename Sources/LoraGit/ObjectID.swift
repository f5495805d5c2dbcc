import CLibGit2

/// The name of a Git object: 40 lower-case hexadecimal digits, never the all-zero id.
public struct ObjectID: Hashable, Sendable, Comparable, CustomStringConvertible {
  public let hex: String

  public init?(hex: some StringProtocol) {
    let isID =
      hex.utf8.count == 40
      && hex.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    guard isID, hex.utf8.contains(where: { $0 != 0x30 }) else { return nil }
    self.hex = String(hex)
  }

  init(_ id: git_oid) {
    var id = id
    hex = String(unsafeUninitializedCapacity: 40) { buffer in
      buffer.withMemoryRebound(to: CChar.self) { _ = git_oid_fmt($0.baseAddress, &id) }
      return 40
    }
  }

  var raw: git_oid {
    var id = git_oid()
    git_oid_fromstr(&id, hex)
    return id
  }

  /// The empty tree, which needs not exist as an object to be named.
  public static let emptyTree = ObjectID(hex: "4b825dc642cb6eb9a060e54bf8d69288fbee4904")!

  /// The first seven digits, as Git abbreviates in small repositories.
  public var short: String { String(hex.prefix(7)) }
  public var description: String { hex }

  public static func < (a: ObjectID, b: ObjectID) -> Bool { a.hex < b.hex }
}
