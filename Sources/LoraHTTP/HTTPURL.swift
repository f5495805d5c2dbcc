import CLibCurl

/// An address that a request may go to, read by the very parser that connects to it.
///
/// Without user part, and https; plain http only where the caller allows it.
public struct HTTPURL: Sendable, Hashable {
  public let text: String
  /// `https` or `http`.
  public let scheme: String
  /// In lower case; an IPv6 address without its brackets.
  public let host: String
  public let port: Int
  public let path: String

  public enum PlainHTTP: Sendable {
    case never
    case toLoopback
    /// For addresses that people gave their own Git as a remote. Look at `isConfidential` before
    /// anything secret goes there.
    case anywhere
  }

  /// Throws what is wrong with `text`, without repeating it: a user part is a secret.
  public init(_ text: String, plainHTTP: PlainHTTP = .never) throws(HTTPURLError) {
    guard let parser = curl_url() else { throw .unreadable("out of memory") }
    defer { curl_url_cleanup(parser) }
    let code = curl_url_set(parser, CURLUPART_URL, text, UInt32(CURLU_DISALLOW_USER))
    if code == CURLUE_USER_NOT_ALLOWED { throw .userPart }
    guard code == CURLUE_OK else { throw .unreadable(String(cString: curl_url_strerror(code))) }
    func part(_ part: CURLUPart, _ flags: Int = 0) -> String? {
      var value: UnsafeMutablePointer<CChar>?
      guard curl_url_get(parser, part, &value, UInt32(flags)) == CURLUE_OK else { return nil }
      defer { curl_free(value) }
      return value.map { String(cString: $0) }
    }
    // As the parser understood it, so that nothing is left to be understood otherwise.
    self.text = part(CURLUPART_URL) ?? text
    scheme = part(CURLUPART_SCHEME) ?? ""
    let host = (part(CURLUPART_HOST) ?? "").lowercased()
    self.host = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
    port = part(CURLUPART_PORT, Int(CURLU_DEFAULT_PORT)).flatMap { Int($0) } ?? 0
    path = part(CURLUPART_PATH) ?? "/"
    let mayBePlain = plainHTTP == .anywhere || plainHTTP == .toLoopback && isLoopback
    guard scheme == "https" || scheme == "http" && mayBePlain else {
      throw .notHTTPS(scheme: scheme)
    }
  }

  /// Whether nobody on the way can read along.
  public var isConfidential: Bool { scheme == "https" || isLoopback }

  /// Whether the host names this machine itself.
  public var isLoopback: Bool {
    host == "localhost" || IPAddress(host)?.isLoopback == true
  }
}

extension HTTPURL: CustomStringConvertible, CustomReflectable {
  /// Without query and fragment, which in signed addresses are secrets.
  public var description: String {
    let end = text.firstIndex { $0 == "?" || $0 == "#" }
    return end.map { text[..<$0] + "?(redacted)" } ?? text
  }
  public var customMirror: Mirror { Mirror(self, children: []) }
}

public enum HTTPURLError: Error, Sendable, Equatable, CustomStringConvertible {
  case unreadable(String)
  case userPart
  case notHTTPS(scheme: String)

  public var description: String {
    switch self {
    case .unreadable(let reason): "the address cannot be read: \(reason)"
    case .userPart: "the address holds a user name or password"
    case .notHTTPS(let scheme): "the address is \(scheme), not https"
    }
  }
}
