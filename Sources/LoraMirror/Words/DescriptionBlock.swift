/// Our part of a task's description: between two lines of our own, replaced in place.
///
/// The rest of the description is the team's. When one of the two lines is gone, or there are
/// several, nobody can tell where our part ends, and nothing is changed.
public enum DescriptionBlock {
  static let opening = "⟦git-lora: this part is kept up to date⟧"
  static let closing = "⟦end of git-lora's part⟧"

  /// - Parameters:
  ///   - markdown: the whole description as it is.
  ///   - lines: what our part should say, one fact a line; text of others is made harmless.
  /// - Returns: the whole description as it should be; nil when it must be left alone.
  public static func replacing(in markdown: String, lines: [String]) -> String? {
    let block = ([opening, ""] + lines.map { "* " + escaped(Quoted.line($0)) } + ["", closing])
      .joined(separator: "\n")
    let openings = markdown.ranges(of: opening)
    let closings = markdown.ranges(of: closing)
    switch (openings.count, closings.count) {
    case (0, 0):
      let separator = markdown.isEmpty ? "" : markdown.hasSuffix("\n") ? "\n" : "\n\n"
      return markdown + separator + block + "\n"
    case (1, 1) where openings[0].upperBound <= closings[0].lowerBound:
      return markdown[..<openings[0].lowerBound] + block + markdown[closings[0].upperBound...]
    default: return nil
    }
  }

  /// Whether the description has our part, saying just that, however ClickUp spells its Markdown.
  public static func isUpToDate(_ markdown: String, lines: [String]) -> Bool {
    guard let start = markdown.firstRange(of: opening), let end = markdown.firstRange(of: closing),
      start.upperBound <= end.lowerBound
    else { return false }
    return folded(markdown[start.upperBound..<end.lowerBound])
      == folded(lines.map { Quoted.line($0) }.joined())
  }

  /// Letters, digits and what no Markdown writer adds or takes away.
  private static func folded(_ text: some StringProtocol) -> String {
    String(text.filter { !$0.isWhitespace && !"\\*-_`[]()<>#~|!+".contains($0) })
  }

  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      if "\\`*_[]<>#~|!".contains(character) { result.append("\\") }
      result.append(character)
    }
  }
}
