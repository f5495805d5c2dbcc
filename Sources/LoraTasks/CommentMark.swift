public import LoraClickUp
public import LoraExperiment

/// The last line of each comment that git-lora writes: `lora <run8>/<kind>-<n>`. By it a comment is
/// found again after an answer that never came.
public struct CommentMark: Sendable, Hashable {
  /// The first eight digits of the run's id.
  public let run: String
  /// Lower-case words with hyphens between them: `summary`, `hot-gpu`.
  public let kind: String
  /// Counts the comments of a run and kind, from 1.
  public let number: Int

  public init(run: RunID, kind: String, number: Int) {
    precondition(Self.isKind(kind) && number > 0, "'\(kind)-\(number)' cannot be read back")
    self.run = run.short
    self.kind = kind
    self.number = number
  }

  /// Reads a line that is a mark and nothing else, blanks around it aside.
  public init?(line: some StringProtocol) {
    let words = line.split(whereSeparator: \.isWhitespace)
    guard words.count == 2, words[0] == "lora" else { return nil }
    let halves = words[1].split(separator: "/", omittingEmptySubsequences: false)
    guard halves.count == 2, Self.isRun(halves[0]), let hyphen = halves[1].lastIndex(of: "-"),
      let number = Self.number(halves[1][halves[1].index(after: hyphen)...])
    else { return nil }
    let kind = String(halves[1][..<hyphen])
    guard Self.isKind(kind) else { return nil }
    run = String(halves[0])
    self.kind = kind
    self.number = number
  }

  /// The mark that a comment ends in. One that somebody quotes stands above their own words and is
  /// none.
  public init?(endOf comment: String) {
    let lines = comment.split(whereSeparator: \.isNewline)
    guard let last = lines.last(where: { !$0.allSatisfy(\.isWhitespace) }) else { return nil }
    self.init(line: last)
  }

  public var text: String { "lora \(run)/\(kind)-\(number)" }

  /// `text` with the mark as its last line.
  public func ending(_ text: String) -> String {
    let body = text.reversed().drop { $0.isWhitespace }.reversed()
    return body.isEmpty ? self.text : String(body) + "\n" + self.text
  }

  /// Blocks with the mark as their last line.
  public func ending(_ blocks: [CommentBlock]) -> [CommentBlock] {
    var blocks = blocks
    if let last = blocks.last, !last.endsLine { blocks.append(.lineEnd()) }
    return blocks + [.text(text), .lineEnd()]
  }

  package static func isRun(_ text: some StringProtocol) -> Bool {
    text.utf8.count == 8
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }

  /// A number as we write it: no sign, no zero in front.
  package static func number(_ text: some StringProtocol) -> Int? {
    guard let number = Int(text), number > 0, String(number) == text else { return nil }
    return number
  }

  private static func isKind(_ text: String) -> Bool {
    let words = text.split(separator: "-", omittingEmptySubsequences: false)
    return text.utf8.count <= 40
      && words.allSatisfy { word in
        !word.isEmpty && word.utf8.allSatisfy { (0x61...0x7A).contains($0) }
      }
  }
}

extension CommentBlock {
  fileprivate var endsLine: Bool { if case .lineEnd = self { true } else { false } }
}
