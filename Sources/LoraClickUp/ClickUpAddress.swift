public import LoraHTTP

/// Where the API is, and who may be shown a token there.
///
/// The address comes from the environment only. A file that is shared could send everybody's token
/// to whoever wrote it.
public struct ClickUpAddress: Sendable, Equatable {
  public static let variable = "CLICKUP_API_URL"
  public static let clickUp = "https://api.clickup.com/api"

  /// Without a slash at its end; calls append `/v2/…` or `/v3/…`.
  public let base: HTTPURL

  public init(environment: [String: String]) throws(ClickUpAccessError) {
    let given = environment[Self.variable].flatMap { $0.isEmpty ? nil : $0 } ?? Self.clickUp
    do throws(HTTPURLError) {
      var url = try HTTPURL(given, plainHTTP: .toLoopback)
      while url.text.hasSuffix("/") {
        url = try HTTPURL(String(url.text.dropLast()), plainHTTP: .toLoopback)
      }
      base = url
    } catch {
      throw .badAddress("\(error)")
    }
    guard !base.text.contains("?") && !base.text.contains("#") else {
      throw .badAddress("the address has a query or a fragment")
    }
    guard !base.path.hasSuffix("/v2") && !base.path.hasSuffix("/v3") else {
      throw .badAddress("the address ends with a version, which each call appends by itself")
    }
  }

  /// Whether it is ClickUp itself.
  public var isClickUp: Bool {
    base.scheme == "https" && base.host == "api.clickup.com" && base.port == 443
  }

  /// Why `token` must not be sent here; nil when it may.
  func objection(to token: ClickUpToken) -> String? {
    if isClickUp {
      return token.isOfSandbox ? "a sandbox's token is not sent to ClickUp" : nil
    }
    guard base.isLoopback else {
      return "the token is sent to https://api.clickup.com only, and \(Self.variable) names "
        + base.host
    }
    return token.isOfSandbox
      ? nil : "only a sandbox's token (pk_sandbox_…) is sent to a server on this machine"
  }

  func url(_ path: String, query: [(String, String)] = []) throws(HTTPURLError) -> HTTPURL {
    let pairs = query.map { "\(Self.encoded($0.0, keeping: "[]"))=\(Self.encoded($0.1))" }
    let suffix = pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&")
    return try HTTPURL(base.text + path + suffix, plainHTTP: .toLoopback)
  }

  /// Percent-encodes all but the unreserved characters of RFC 3986 and those of `kept`: ClickUp
  /// wants its brackets as they are (`statuses[]`).
  static func encoded(_ text: String, keeping kept: String = "") -> String {
    let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
    let digits = Array("0123456789ABCDEF".utf8)
    let bytes = text.utf8.flatMap { byte in
      plain.contains(byte) || kept.utf8.contains(byte)
        ? [byte] : [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
