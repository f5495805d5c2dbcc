import FoundationEssentials
import LoraHTTP

extension ClickUpError.Refusal {
  /// What an answer of 4xx or 5xx says: the API's `err`, `message` or `error` and its `ECODE`, or
  /// the beginning of a text that is no JSON. Servers, and what stands before them, may repeat the
  /// request's headers: the token does not get into it.
  init(_ answer: HTTPResponse, hiding token: ClickUpToken) {
    let said = try? JSONDecoder().decode(Said.self, from: Data(answer.body))
    // Taken out before the text is shortened: a part of a token is no token.
    let text = token.redacted(from: String(decoding: answer.body.prefix(4000), as: UTF8.self))
    self.init(
      status: answer.status, code: said?.code.map(token.redacted),
      message: token.redacted(from: said?.message ?? Self.words(text)))
  }

  private struct Said: Decodable {
    let code, message: String?

    init(from decoder: any Decoder) throws {
      let members = try decoder.members()
      code = members.text("ECODE")
      message =
        ["err", "message", "error"].lazy.compactMap { members.text($0) }.first
        ?? "no reason given"
    }
  }

  /// Printable, on one line, and short. Of an HTML page only that it is one.
  private static func words(_ text: String) -> String {
    let words = text.unicodeScalars.map { $0.properties.isWhitespace ? " " : $0 }
      .filter { $0.value >= 0x20 && $0.value != 0x7F }
    let line = String(String.UnicodeScalarView(words)).split(separator: " ")
      .joined(separator: " ")
    if line.isEmpty { return "no reason given" }
    if line.hasPrefix("<") { return "an HTML page" }
    return line.count > 120 ? line.prefix(120) + "…" : line
  }
}

extension ClickUpError.Kind {
  /// What a refusal comes down to, 429 aside. Decided on the code: 401 is also the answer to a task
  /// that does not exist.
  init(_ refusal: ClickUpError.Refusal) {
    if refusal.status >= 500 {
      self = .unavailable(refusal)
    } else if refusal.isPlanLimit {
      self = .planLimit(refusal)
    } else if let code = refusal.code, Self.badTokenCodes.contains(code) {
      self = .badToken(refusal)
    } else if refusal.code == "GBUSED_005" {
      self = .storageFull(refusal)
    } else if refusal.isNotFound {
      self = .notFound(refusal)
    } else {
      self = .refused(refusal)
    }
  }

  private static let badTokenCodes: Set = [
    "OAUTH_017", "OAUTH_019", "OAUTH_021", "OAUTH_025", "OAUTH_077",
  ]
}

extension ClickUpError.Refusal {
  fileprivate var isPlanLimit: Bool {
    let code = code ?? ""
    return code.hasPrefix("PAYWALL_") || code == "TEAM_110"
      || (status == 400 || status == 403) && message.lowercased().contains("usages")
  }

  /// "Team not authorized" is also said of what is not there. A 404 without the API's own words is
  /// not about the task but about the address.
  fileprivate var isNotFound: Bool {
    guard let code else { return false }
    return status == 404 || Self.notFoundCodes.contains(code)
  }

  private static let notFoundCodes = Set(
    ["OAUTH_023", "OAUTH_026", "OAUTH_027", "ITEM_013", "INPUT_003", "PROJ_006"]
      + (29...45).map { "OAUTH_0\($0)" })
}
