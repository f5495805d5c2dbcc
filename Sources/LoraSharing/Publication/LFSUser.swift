import FoundationEssentials
import LoraExperiment
import LoraHTTP
import LoraProcess

/// Who asks an LFS server.
struct LFSUser: Equatable {
  let name: String
  let password: String?

  /// This user, if the password is known.
  var withPassword: LFSUser? { password == nil ? nil : self }

  /// HTTP's basic authentication (RFC 7617).
  var header: String {
    "Basic " + Data("\(name):\(password ?? "")".utf8).base64EncodedString()
  }

  /// An address without its user part, and that.
  static func split(_ address: String) -> (address: String, user: LFSUser?) {
    let bare = Redaction.withoutUserParts(address)
    guard bare != address, let start = address.firstRange(of: "://")?.upperBound else {
      return (address, nil)
    }
    let part = address[start...].prefix(address.count - bare.count - 1)
    let halves = part.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      .map { PercentEncoding.decoded($0) ?? String($0) }
    return (bare, LFSUser(name: halves[0], password: halves.count > 1 ? halves[1] : nil))
  }

  /// What Git's credential helpers have for that address.
  static func known(for url: HTTPURL, _ user: LFSUser?, through transport: Transport)
    throws(LFSServerError) -> LFSUser?
  {
    let standard = url.scheme == "https" ? 443 : 80
    let host = url.host.contains(":") ? "[\(url.host)]" : url.host
    var lines = [
      "protocol=\(url.scheme)", "host=\(host)" + (url.port == standard ? "" : ":\(url.port)"),
      "path=\(url.path.drop { $0 == "/" })",
    ]
    if let user { lines.append("username=\(user.name)") }
    guard lines.allSatisfy({ !$0.contains(where: \.isNewline) }) else { return nil }
    let answer: Output
    do {
      answer = try transport.start(
        ["-c", "credential.interactive=false", "-c", "core.askPass=", "credential", "fill"],
        lines: lines + [""])
    } catch { throw LFSServerError(words: "wants a password: \(error.description)") }
    guard answer.status.isSuccess else { return nil }
    var values: [Substring: String] = [:]
    for line in answer.text.split(separator: "\n") {
      let pair = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if pair.count == 2 { values[pair[0]] = String(pair[1]) }
    }
    guard let name = values["username"], let password = values["password"] else { return nil }
    return LFSUser(name: name, password: password)
  }
}
