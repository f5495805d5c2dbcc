/// How one kind of token looks: its beginning and what follows.
struct TokenShape {
  let prefix: [UInt8]
  let marks: [UInt8]
  let shortest: Int
  /// So many letters and digits in a row: words with hyphens between them are no token.
  let run: Int
  let longest: Int

  /// - Parameters:
  ///   - marks: what it may hold beside ASCII letters and digits.
  ///   - shortest: bytes after the prefix.
  init(
    _ prefix: String, marks: String = "", shortest: Int, run: Int = 1, longest: Int = .max
  ) {
    self.prefix = Array(prefix.utf8)
    self.marks = Array(marks.utf8)
    self.shortest = shortest
    self.run = run
    self.longest = longest
  }

  static let known: [TokenShape] = [
    // ClickUp, and payment services that begin theirs alike.
    TokenShape("pk_", marks: "_", shortest: 16, run: 12),
    TokenShape("ghp_", shortest: 20), TokenShape("gho_", shortest: 20),
    TokenShape("ghu_", shortest: 20), TokenShape("ghs_", shortest: 20),
    TokenShape("ghr_", shortest: 20), TokenShape("github_pat_", marks: "_", shortest: 20, run: 16),
    TokenShape("glpat-", marks: "-_.", shortest: 16),
    TokenShape("gldt-", marks: "-_.", shortest: 16),
    TokenShape("glrt-", marks: "-_.", shortest: 16),
    TokenShape("glptt-", marks: "-_.", shortest: 16),
    TokenShape("hf_", shortest: 20), TokenShape("api_org_", shortest: 20),
    TokenShape("AKIA", shortest: 16, run: 16, longest: 16),
    TokenShape("ASIA", shortest: 16, run: 16, longest: 16),
    TokenShape("sk-", marks: "-_", shortest: 20, run: 16),
    TokenShape("sk_", marks: "_", shortest: 20, run: 16),
    TokenShape("xoxa-", marks: "-", shortest: 10), TokenShape("xoxb-", marks: "-", shortest: 10),
    TokenShape("xoxe-", marks: "-", shortest: 10), TokenShape("xoxp-", marks: "-", shortest: 10),
    TokenShape("xoxr-", marks: "-", shortest: 10), TokenShape("xoxs-", marks: "-", shortest: 10),
    TokenShape("xapp-", marks: "-", shortest: 10), TokenShape("npm_", shortest: 30),
    TokenShape("pypi-", marks: "-_", shortest: 40, run: 16),
    TokenShape("AIza", marks: "-_", shortest: 35, longest: 35),
    TokenShape("ya29.", marks: "-_", shortest: 20), TokenShape("dop_v1_", shortest: 32),
    TokenShape("nvapi-", marks: "-_", shortest: 20), TokenShape("gsk_", shortest: 20),
    TokenShape("r8_", shortest: 20), TokenShape("wandb_v1_", marks: "_", shortest: 20),
  ]

  /// The end of a token that begins at `index`; nil when none does.
  func end(in bytes: [UInt8], at index: Int) -> Int? {
    guard bytes.has(prefix, at: index) else { return nil }
    let start = index + prefix.count
    var end = bytes.end(from: start) { $0.isAlphanumeric || marks.contains($0) }
    // A full stop or hyphen at the end belongs to the sentence.
    while end > start, !bytes[end - 1].isAlphanumeric { end -= 1 }
    guard (shortest...max(shortest, longest)).contains(end - start) else { return nil }
    let body = bytes[start..<end]
    let longestRun = body.split { !$0.isAlphanumeric }.map(\.count).max() ?? 0
    return longestRun >= run && body.contains(where: \.isDigit) ? end : nil
  }
}
