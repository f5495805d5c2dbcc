import LoraDigest
import NIOHTTP1

/// Who may use the board: whoever opened the printed address, which carries a secret of this start and
/// leaves it in a cookie that no other site's request brings along.
struct BoardSession: Sendable {
  let secret: String
  private let cookie: String

  /// Cookies do not know ports, so the name does.
  init(port: Int) {
    secret = UUIDText.secret() + UUIDText.secret()
    cookie = "lora_board_\(port)"
  }

  var setCookie: String { "\(cookie)=\(secret); Path=/board; HttpOnly; SameSite=Strict" }

  func isKey(_ text: String?) -> Bool { text.map { Digest.of($0) == Digest.of(secret) } ?? false }

  func isIn(_ headers: HTTPHeaders) -> Bool {
    headers["cookie"].flatMap { $0.split(separator: ";") }.contains { pair in
      let halves = pair.split(separator: "=", maxSplits: 1)
      return halves.count == 2 && String(halves[0]).trimmed == cookie
        && isKey(String(halves[1]).trimmed)
    }
  }
}
