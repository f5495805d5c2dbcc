package import LoraHTTP
import LoraNames

/// Where attachments may be fetched from. An attachment's address comes from whoever can write to
/// the task, and must not lead git-lora to the inside of this network.
public struct FileHosts: Sendable {
  private let hosts: Set<String>
  private let suffixes: [String]
  private let allowsLoopback: Bool
  /// It then connects to the file server, and its own address is often a private one.
  private let proxy: ProxyEnvironment

  /// Bytes of an address; signed ones have a thousand.
  private static let longest = 8192

  /// - Parameters:
  ///   - isSandbox: whether the API is a sandbox on this machine, opened with a sandbox's token.
  ///   - environment: may name a proxy, as libcurl reads it.
  public init(isSandbox: Bool, environment: [String: String]) {
    self.init(
      hosts: ["attachments.clickup.com", "attachments-public.clickup.com"],
      suffixes: [".p.clickup-attachments.com"], isSandbox: isSandbox, environment: environment)
  }

  package init(
    hosts: Set<String>, suffixes: [String], isSandbox: Bool, environment: [String: String]
  ) {
    self.hosts = hosts
    self.suffixes = suffixes
    allowsLoopback = isSandbox
    proxy = ProxyEnvironment(environment)
  }

  /// The address, when it is one of a file host, as the parser that connects reads it.
  package func url(_ text: String) throws(IntakeError) -> HTTPURL {
    guard text.utf8.count <= Self.longest else {
      throw .address("it is \(text.utf8.count) bytes long")
    }
    let url: HTTPURL
    do { url = try HTTPURL(text, plainHTTP: allowsLoopback ? .toLoopback : .never) } catch {
      throw .address("\(error)")
    }
    if allowsLoopback && url.isLoopback { return url }
    guard hosts.contains(url.host) || suffixes.contains(where: { url.host.ends(with: $0) }) else {
      throw .address("'\(url.host)' is no file host of ClickUp")
    }
    guard url.port == 443 else { throw .address("it names the port \(url.port)") }
    return url
  }

  /// Where a redirect from `url` leads.
  package func url(_ location: String, from url: HTTPURL) throws(IntakeError) -> HTTPURL {
    let host = url.host.contains(":") ? "[\(url.host)]" : url.host
    if location.begins(with: "//") { return try self.url("\(url.scheme):\(location)") }
    if location.begins(with: "/") {
      return try self.url("\(url.scheme)://\(host):\(url.port)\(location)")
    }
    return try self.url(location)
  }

  /// Whether a connection for `url` may be made to `address`.
  package func mayConnect(to address: IPAddress, for url: HTTPURL) -> Bool {
    if allowsLoopback && url.isLoopback { return address.isLoopback }
    return proxy.isUsed(for: url.host) || address.isPublic
  }
}
