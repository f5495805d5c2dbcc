/// Whom the server answers: requests that name it as their host, and pages of its own. A rebound DNS
/// name and a foreign page are neither.
package struct HostGate: Sendable {
  private let hosts: Set<String>

  package init(port: Int) { hosts = ["127.0.0.1:\(port)", "localhost:\(port)"] }

  /// HTTP/1.1 demands exactly one `Host`.
  package func letsIn(hosts named: [String], origins: [String]) -> Bool {
    guard named.count == 1, hosts.contains(named[0].lowercased()) else { return false }
    return origins.allSatisfy { origin in hosts.contains { "http://" + $0 == origin.lowercased() } }
  }
}
