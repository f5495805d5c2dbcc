package import LoraNames

/// What `git push --porcelain` says of one reference.
package struct PushAnswer: Sendable, Equatable {
  package let isAccepted: Bool
  /// In the server's or git's own words, for example `[remote rejected] (hook declined)`.
  package let words: String

  /// Whether the reference moved at the remote since it was looked at.
  package var isOvertaken: Bool {
    !isAccepted
      && [
        "fetch first", "non-fast-forward", "stale info", "already exists", "cannot lock ref",
        "failed to update ref",
      ]
      .contains { words.contains($0) }
  }

  /// The remote's own lines among what `git push` wrote on standard error, without addresses' user
  /// parts; the first of them where there are many.
  package static func remoteWords(_ text: String) -> [String] {
    let prefix = "remote:"
    let lines = text.split(whereSeparator: \.isNewline).filter { $0.begins(with: prefix) }
    let words = lines.map { $0.dropFirst(prefix.count).drop { $0 == " " } }.filter { !$0.isEmpty }
    return words.prefix(mostLines).map { Redaction.withoutUserParts(String($0.prefix(mostOfLine))) }
  }

  private static let mostLines = 20
  private static let mostOfLine = 500

  /// Reads `<flag>\t<from>:<to>\t<summary>` lines, by the reference at the remote.
  package static func parse(_ text: String) -> NameMap<PushAnswer> {
    var answers: NameMap<PushAnswer> = [:]
    for line in text.split(separator: "\n") {
      let fields = line.parts(at: "\t", most: 2)
      guard fields.count == 3, let target = fields[1].parts(at: ":").last else { continue }
      answers[target] = PushAnswer(isAccepted: fields[0] != "!", words: fields[2])
    }
    return answers
  }
}
