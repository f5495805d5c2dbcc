import LoraFiles
import LoraNames

/// An entry's name, judged and taken apart.
struct EntryPath {
  let components: [String]

  /// Deeper than any training data; paths stay far below what system calls take.
  private static let deepest = 32
  private static let longest = 2048

  /// No component for the archive's own top (`./`).
  init(_ name: String) throws(ArchiveError) {
    func refuse(_ problem: ArchiveError.NameProblem) -> ArchiveError {
      .badName(String(name.prefix(200)), problem)
    }
    guard !name.isEmpty else { throw refuse(.empty) }
    guard name.utf8.count <= Self.longest else { throw refuse(.tooLong) }
    // Windows takes both for separators, and some of its programs write the wrong one.
    let parts = name.parts(at: "/").flatMap { $0.parts(at: "\\") }
    if parts.count > 1 && parts[0].isEmpty || Self.hasDrive(parts[0]) { throw refuse(.absolute) }
    var components: [String] = []
    for part in parts where !part.isEmpty && part != "." {
      if let problem = Self.problem(of: part) { throw refuse(problem) }
      components.append(NameRules.composed(part))
    }
    guard components.count <= Self.deepest else { throw refuse(.tooDeep) }
    self.components = components
  }

  var text: String { components.joined(separator: "/") }

  private static func hasDrive(_ part: String) -> Bool {
    let start = Array(part.utf8.prefix(2))
    return start.count == 2 && start[1] == UInt8(ascii: ":")
      && (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(start[0] & 0xDF)
  }

  private static func problem(of part: String) -> ArchiveError.NameProblem? {
    if part == ".." { return .parent }
    if part.unicodeScalars.contains(where: NameRules.isControl) { return .control }
    if NameRules.isRepository(part) { return .repository }
    if NameRules.isDevice(part) { return .reserved }
    if [".", " "].contains(part.unicodeScalars.last) { return .trailing }
    if NameRules.folded(part).isEmpty { return .empty }
    return part.utf8.count > NameRules.longest ? .tooLong : nil
  }

  /// What macOS and Windows leave in archives, and hidden files: no trainer reads either.
  var isClutter: Bool {
    components.contains {
      $0.begins(with: ".") || ["__MACOSX", "Thumbs.db", "desktop.ini"].contains($0)
    }
  }
}
