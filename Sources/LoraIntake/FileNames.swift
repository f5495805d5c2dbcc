import LoraArchive
import LoraClickUp
import LoraDigest
import LoraFiles
import LoraNames

/// The names that attachments get on the disk: what their owners called them, made fit, and no two
/// alike where case and composition do not count.
struct FileNames {
  /// Folded.
  private var taken: Set<String>
  /// Of entries that are gone from the task, whose place a new attachment of the same title takes;
  /// by the folded name.
  private let vacant: [String: PulledData.Entry]
  /// Kept for the companions of files that have their name. Folded.
  private var reserved: Set<String> = []

  /// - Parameters:
  ///   - taken: names that earlier pulls gave away.
  ///   - vacant: see the property.
  init(taken: some Sequence<String>, vacant: [PulledData.Entry] = []) {
    self.taken = Set(taken.map(NameRules.folded))
    self.vacant = Dictionary(vacant.map { (NameRules.folded($0.name), $0) }) { first, _ in first }
  }

  /// What a file's name has to agree with.
  struct Wishes {
    /// The stem of the file that it belongs to.
    var stem: String?
    /// Endings of files that belong to it and are to get its stem.
    var companions: [String] = []
  }

  /// The attachment's own name, or, when another has that, one with digits of its id.
  mutating func name(
    for attachment: TaskAttachment, asFolder: Bool, _ wishes: Wishes = Wishes()
  ) -> String {
    let title = attachment.title
    // A folder has no ending to keep, and what is left must be fit for itself.
    let plain = Self.safe(asFolder ? ArchiveKind.stem(of: title) : title)
    let (stem, ending) = asFolder ? (plain, "") : Self.parts(of: plain)
    let id = attachment.id.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    let digits = [String(id.prefix(8)), String(id.prefix(40)), Self.key(attachment.id)]
    let candidates =
      (wishes.stem.map { [$0 + ending] } ?? []) + [plain]
      + digits.map { Self.shortened(stem, "-\($0)\(ending)") }
    func companions(of name: String) -> [String] {
      wishes.companions.map { Self.parts(of: name).stem + $0 }
    }
    let free = candidates.enumerated().first { index, name in
      let isWished = index == 0 && wishes.stem != nil
      return isFree(name, for: title) && (isWished || !isReserved(name))
        && companions(of: name).allSatisfy { isFree($0, for: nil) && !isReserved($0) }
    }?.element
    let chosen = free ?? "\(Self.key(attachment.id))-\(taken.count)"
    taken.insert(NameRules.folded(chosen))
    reserved.formUnion(companions(of: chosen).map(NameRules.folded))
    return chosen
  }

  /// The entry that is gone from the task and whose name that is.
  func predecessor(of name: String) -> PulledData.Entry? { vacant[NameRules.folded(name)] }

  private func isReserved(_ name: String) -> Bool { reserved.contains(NameRules.folded(name)) }

  /// - Parameter title: of the attachment; nil: of a file that may well replace what is vacant.
  private func isFree(_ name: String, for title: String?) -> Bool {
    let key = NameRules.folded(name)
    if taken.contains(key) { return false }
    guard let vacant = vacant[key], let title else { return true }
    return vacant.title == title
  }

  /// A name for private files: an id is text from elsewhere.
  static func key(_ id: String) -> String { String(Digest.of(Array(id.utf8)).hex.prefix(32)) }

  /// The title as one name that every disk takes and no program misreads.
  static func safe(_ title: String) -> String {
    var name = ""
    for scalar in NameRules.composed(title).unicodeScalars {
      if scalar.properties.isDefaultIgnorableCodePoint { continue }
      let isUnfit = NameRules.isControl(scalar) || "/\\:*?\"<>|".unicodeScalars.contains(scalar)
      name.unicodeScalars.append(isUnfit ? "_" : scalar)
    }
    name = trimmed(name)
    while name.first?.isWhitespace == true { name.removeFirst() }
    if name.isEmpty { return "attachment" }
    // Hidden to trainers, an option to programs, a device to Windows.
    if [".", "-", "~"].contains(where: { name.begins(with: $0) })
      || NameRules.isDevice(name) || NameRules.isRepository(name)
    {
      name = "_" + name
    }
    let (stem, ending) = parts(of: name)
    return shortened(stem, ending)
  }

  /// At most 200 bytes of stem: with what is added to tell names apart, below what disks take.
  private static func shortened(_ stem: String, _ ending: String) -> String {
    var kept = String.UnicodeScalarView()
    var bytes = ending.utf8.count
    for scalar in stem.unicodeScalars {
      bytes += UTF8.width(scalar)
      guard bytes <= 200 else { break }
      kept.append(scalar)
    }
    return trimmed(String(kept) + ending)
  }

  /// Windows drops dots and blanks at the end.
  private static func trimmed(_ name: String) -> String {
    var scalars = name.unicodeScalars
    while let last = scalars.last, last == "." || last.properties.isWhitespace {
      scalars.removeLast()
    }
    return String(scalars)
  }

  /// `photo` and `.png`; what is too long for an ending is none.
  static func parts(of name: String) -> (stem: String, ending: String) {
    if ArchiveKind(named: name) != nil {
      let stem = ArchiveKind.stem(of: name)
      return (stem, String(name.dropFirst(stem.count)))
    }
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex else {
      return (name, "")
    }
    let ending = String(name[dot...])
    return ending.utf8.count <= 16 ? (String(name[..<dot]), ending) : (name, "")
  }
}
