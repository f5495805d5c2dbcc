import LoraNames

/// The archives that are unpacked, by their names' endings.
///
/// Not by content: many a file is a zip inside (`.docx`, `.npz`, `.pt`) and meant to stay one.
public enum ArchiveKind: String, Sendable, CaseIterable {
  case zip, tarGzip, sevenZip

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
    case .tarGzip: [".tar.gz", ".tgz"]
    case .sevenZip: [".7z"]
    }
  }

  public var description: String {
    switch self {
    case .zip: "zip"
    case .tarGzip: "tar.gz"
    case .sevenZip: "7z"
    }
  }

  /// How such a file begins; an empty zip is nothing but its end.
  var signatures: [[UInt8]] {
    switch self {
    case .zip: [[0x50, 0x4B, 0x03, 0x04], [0x50, 0x4B, 0x05, 0x06]]
    case .tarGzip: [[0x1F, 0x8B]]
    case .sevenZip: [[0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]]
    }
  }
}

extension ArchiveKind: CustomStringConvertible {}
