/// What the user says with `-m`: a subject, and below it whatever lines follow.
public struct RunMessage: Sendable, Equatable {
  public let subject: String
  public let body: String?

  init(subject: String, body: String?) {
    (self.subject, self.body) = (subject, body)
  }

  /// Throws when there is nothing to read in it.
  init(_ text: String) throws(RunFailure) {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    func isBlank(_ line: Substring) -> Bool { line.allSatisfy(\.isWhitespace) }
    guard let first = lines.firstIndex(where: { !isBlank($0) }) else {
      throw RunFailure(
        .usage, "the message of -m is empty", hint: "leave -m out for a subject that tells the loss"
      )
    }
    subject = String(lines[first])
    let rest = lines[(first + 1)...].drop(while: isBlank)
    let end = rest.lastIndex { !isBlank($0) }
    body = end.map { rest[...$0].joined(separator: "\n") }
  }
}
