import LoraNames

/// The archives that are unpacked, by their names' endings.
///
/// Not by content: many a file is a zip inside (`.docx`, `.npz`, `.pt`) and meant to stay one.
public enum ArchiveKind: String, Sendable, CaseIterable {
  case zip, tar, tarGzip, tarXz, sevenZip

  /// nil when the name is not an archive's.
  public init?(named name: String) {
    guard let kind = Self.allCases.first(where: { $0.ending(of: name) != nil }) else { return nil }
    self = kind
  }

  /// The name without the archive's ending.
  public static func stem(of name: String) -> String {
    let ending = allCases.lazy.compactMap { $0.ending(of: name) }.first
    return ending.flatMap { name.rest(before: $0, ignoringCase: true) } ?? name
  }

  private func ending(of name: String) -> String? {
    endings.first { name.ends(with: $0, ignoringCase: true) && name.utf8.count > $0.utf8.count }
  }

  private var endings: [String] {
    switch self {
    case .zip: [".zip"]
    case .tar: [".tar"]
    case .tarGzip: [".tar.gz", ".tgz"]
    case .tarXz: [".tar.xz", ".txz"]
    case .sevenZip: [".7z"]
    }
  }

  public var description: String {
    switch self {
    case .zip: "zip"
    case .tar: "tar"
    case .tarGzip: "tar.gz"
    case .tarXz: "tar.xz"
    case .sevenZip: "7z"
    }
  }

  /// Whether it is `tar`, whatever that is compressed with.
  var isTar: Bool {
    switch self {
    case .tar, .tarGzip, .tarXz: true
    case .zip, .sevenZip: false
    }
  }

  /// How many bytes of a file tell whether it is one.
  static let signatureLength = 262

  /// Whether a file that begins so is one; an empty zip is nothing but its end. A tar has its word in
  /// its first header (POSIX.1-1988 and later; older ones have none and are not taken).
  func begins(_ start: [UInt8]) -> Bool {
    switch self {
    case .zip:
      start.starts(with: [0x50, 0x4B, 0x03, 0x04]) || start.starts(with: [0x50, 0x4B, 0x05, 0x06])
    case .tar: start.dropFirst(257).starts(with: "ustar".utf8)
    case .tarGzip: start.starts(with: [0x1F, 0x8B])
    case .tarXz: start.starts(with: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00])
    case .sevenZip: start.starts(with: [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C])
    }
  }
}

extension ArchiveKind: CustomStringConvertible {}
