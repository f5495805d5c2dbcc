import LoraExperiment

/// A remote's address, without what is secret in it.
struct RemoteAddress: Equatable {
  /// `https`, or `http` where the remote itself is reached so.
  let scheme: String
  /// In lower case; IPv6 in brackets.
  let host: String
  /// Nil for the scheme's own. The port of ssh says nothing about the web's.
  let port: Int?
  /// Components, decoded, without `.git`.
  let path: [String]

  /// Reads `https://user@host:port/path`, `ssh://…`, `git://…` and `user@host:path`. Nil for paths
  /// of this machine, `file://` and what cannot be understood.
  init?(_ text: String) {
    guard let separator = text.firstRange(of: "://") else {
      self.init(scpLike: text)
      return
    }
    let transport = text[..<separator.lowerBound].lowercased()
    let rest = text[separator.upperBound...].prefix { $0 != "?" && $0 != "#" }
    let authority = rest.prefix { $0 != "/" }
    // The last `@`: one in a password belongs to it.
    let place = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
    let path = rest.dropFirst(authority.count).split(separator: "/")
      .map { PercentEncoding.decoded($0) }
    guard !path.contains(nil) else { return nil }
    let (host, port) = Self.hostAndPort(place)
    switch transport {
    case "https", "http": self.init(transport, host, port, path.compactMap { $0 })
    case "ssh", "git+ssh", "ssh+git", "git": self.init("https", host, nil, path.compactMap { $0 })
    default: return nil
    }
  }

  /// Git takes `a:b` for a host and a path there, unless a slash comes first.
  private init?(scpLike text: String) {
    guard let colon = text.firstIndex(of: ":"), !text[..<colon].contains("/") else { return nil }
    let host = text[..<colon].split(separator: "@", omittingEmptySubsequences: false).last ?? ""
    let path = text[text.index(after: colon)...]
    // `C:\folder` is a drive; `~` is a home, which no web page shows.
    guard host.count > 1, !path.hasPrefix("~"), !path.contains("\\") else { return nil }
    self.init("https", String(host), nil, path.split(separator: "/").map(String.init))
  }

  private init?(_ scheme: String, _ host: String, _ port: Int?, _ path: [String]) {
    let host = host.lowercased()
    let isHost = host.utf8.allSatisfy { $0.isAlphanumeric || "-._[]:".utf8.contains($0) }
    guard !host.isEmpty, isHost, !path.contains("."), !path.contains("..") else { return nil }
    self.scheme = scheme
    // Behind firewalls, these two take ssh on the web's port.
    let aliases = ["ssh.github.com": "github.com", "altssh.gitlab.com": "gitlab.com"]
    self.host = aliases[host] ?? host
    self.port = port == (scheme == "https" ? 443 : 80) ? nil : port
    var path = path
    if let last = path.popLast() {
      path.append(last.hasSuffix(".git") && last.count > 4 ? String(last.dropLast(4)) : last)
    }
    self.path = path
  }

  private static func hostAndPort(_ text: Substring) -> (String, Int?) {
    let end = text.lastIndex(of: "]") ?? text.startIndex
    guard let colon = text[end...].firstIndex(of: ":") else { return (String(text), nil) }
    return (String(text[..<colon]), Int(text[text.index(after: colon)...]))
  }

  /// The repository's page.
  var webPage: String {
    "\(scheme)://\(host)" + (port.map { ":\($0)" } ?? "")
      + path.map { "/" + PercentEncoding.encoded($0) }.joined()
  }
}
