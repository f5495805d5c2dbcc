import LoraNames

/// Files that hold others and are not unpacked here, by their names' endings.
public enum PackedName {
  /// Why it stays packed, for people: `RAR is not unpacked`; nil when its name is of no
  /// such file, or of an archive that is unpacked (`ArchiveKind`).
  public static func words(_ name: String) -> String? {
    let name = name.lowercased()
    guard ArchiveKind(named: name) == nil else { return nil }
    if let words = kinds.first(where: { name.ends(with: $0.ending) })?.words { return words }
    guard let dot = name.lastIndex(of: ".") else { return nil }
    return isPart(name[name.index(after: dot)...], of: name[..<dot]) ? part : nil
  }

  private static let part = "parts of split archives are not unpacked"

  private static let kinds: [(ending: String, words: String)] =
    [(".rar", "RAR is not unpacked"), (".zipx", "zipx is not unpacked")]
    + [".tar.bz2", ".tbz2", ".tbz", ".tar.zst", ".tzst", ".tar.lz", ".tar.lzma", ".tar.z"]
    .map { ($0, "a tar in this compression is not unpacked") }
    + [".gz", ".bz2", ".xz", ".zst", ".lzma", ".lz4"].map {
      ($0, "compressed files are not unpacked")
    }
    + [".cab", ".iso", ".dmg", ".arj", ".lzh", ".lha", ".ace", ".sit", ".sitx"]
    .map { ($0, "archives of this kind are not unpacked") }

  /// `z01`, `r00`; `001` of `a.zip` or `a.7z`.
  private static func isPart(_ ending: Substring, of stem: Substring) -> Bool {
    func isNumber(_ text: Substring) -> Bool {
      text.count >= 2 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
    if ending.begins(with: "z") || ending.begins(with: "r") { return isNumber(ending.dropFirst()) }
    return isNumber(ending) && ending.count == 3
      && (ArchiveKind(named: String(stem)) != nil || stem.ends(with: ".rar"))
  }
}
