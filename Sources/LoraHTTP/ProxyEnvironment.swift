/// Whether libcurl sends https requests through a proxy that the environment names.
public struct ProxyEnvironment: Sendable {
  private let namesProxy: Bool
  /// Hosts, or ends of hosts, that are reached without it.
  private let spared: [String]

  public init(_ environment: [String: String]) {
    namesProxy = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"].contains {
      environment[$0]?.isEmpty == false
    }
    spared = ["no_proxy", "NO_PROXY"].flatMap { name in
      (environment[name] ?? "").lowercased().split { $0 == "," || $0.isWhitespace }
        .map { String($0.drop { $0 == "." }.reversed().drop { $0 == "." }.reversed()) }
    }
  }

  /// False also for a host that is perhaps spared: its own address is then looked at.
  ///
  /// - Parameter host: a name in lower case.
  public func isUsed(for host: String) -> Bool {
    namesProxy && !spared.contains { $0 == "*" || host.hasSuffix($0) }
  }
}
