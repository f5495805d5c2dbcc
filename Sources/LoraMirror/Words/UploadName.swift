public import LoraExperiment
import LoraNames
import LoraTasks

/// The name of a file that git-lora uploads: `<name>.lora-<run8>-<n>.<ext>`. By it an upload is
/// found again, and never taken for training data.
public struct UploadName: Sendable, Hashable {
  /// Without path, mark and extension.
  public let stem: String
  /// Without its dot; empty when there is none.
  public let suffix: String
  /// The first eight digits of the run's id.
  public let run: String
  /// Which attempt to bring this file, from 1.
  public let number: Int

  /// Below what file systems take (255 bytes), with room for what browsers add to a second copy.
  public static let longest = 200
  private static let longestSuffix = 16

  /// - Parameter file: a file's name or path. Everything up to the last slash goes, and what cannot
  ///   stand in a file's name somewhere becomes `-`; letters of all scripts stay.
  public init(_ file: String, run: RunID, number: Int) {
    precondition(number > 0, "uploads count from 1")
    let name = Self.cleaned(file.pathComponents.last ?? "")
    let (stem, suffix) = Self.parts(name)
    self.suffix = suffix
    self.run = run.short
    self.number = number
    let room = Self.longest - Self.mark(run.short, number).utf8.count - suffix.utf8.count - 1
    self.stem = Self.shortened(stem.isEmpty ? "file" : stem, to: room)
  }

  /// Reads the title of an attachment; nil when it is not one of ours.
  public init?(title: String) {
    let parts = title.split(separator: ".", omittingEmptySubsequences: false)
    // The mark is the last part, or the last but one when there is an extension.
    for index in [parts.count - 2, parts.count - 1] where index > 0 {
      let words = parts[index].split(separator: "-", omittingEmptySubsequences: false)
      guard words.count == 3, words[0] == "lora", CommentMark.isRun(words[1]),
        let number = CommentMark.number(words[2])
      else { continue }
      stem = parts[..<index].joined(separator: ".")
      suffix = index == parts.count - 2 ? String(parts[index + 1]) : ""
      run = String(words[1])
      self.number = number
      return
    }
    return nil
  }

  public var text: String {
    stem + Self.mark(run, number) + (suffix.isEmpty ? "" : "." + suffix)
  }

  private static func mark(_ run: String, _ number: Int) -> String { ".lora-\(run)-\(number)" }

  private static func cleaned(_ name: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      let category = scalar.properties.generalCategory
      let acts: Set<Unicode.GeneralCategory> = [
        .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
        .unassigned,
      ]
      let isReserved = "\\/:*?\"<>|".unicodeScalars.contains(scalar)
      // Joiners belong to letters of some scripts.
      let isJoiner = scalar == "\u{200C}" || scalar == "\u{200D}"
      scalars.append(acts.contains(category) && !isJoiner || isReserved ? "-" : scalar)
    }
    let text = String(scalars)
    // A name that begins with a dot is hidden, one that begins with a hyphen looks like an option.
    return String(text.drop { $0 == "." || $0 == "-" || $0.isWhitespace })
  }

  private static func parts(_ name: String) -> (stem: String, suffix: String) {
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return (name, "") }
    let suffix = name[name.index(after: dot)...]
    let isSuffix =
      (1...longestSuffix).contains(suffix.utf8.count)
      && suffix.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    return isSuffix ? (String(name[..<dot]), String(suffix)) : (name, "")
  }

  /// Cut between characters.
  private static func shortened(_ text: String, to bytes: Int) -> String {
    var kept = text
    while kept.utf8.count > bytes { kept.removeLast() }
    return kept
  }
}
