import FoundationEssentials
import LoraHTTP
import LoraNames
import LoraProcess

/// Why an LFS server gave no answer, as the end of a sentence about it.
struct LFSServerError: Error, Equatable {
  let words: String
}

/// Requests to one LFS server, with whatever it wants to see first.
final class LFSSession {
  private let http: any HTTPTransport
  private let transport: Transport
  private let base: HTTPURL
  private var headers: HTTPHeaders = [
    "Accept": "application/vnd.git-lfs+json", "Content-Type": "application/vnd.git-lfs+json",
  ]
  private let user: LFSUser?
  private let route: HTTPRequest.Route

  init(_ endpoint: LFSEndpoint, transport: Transport, http: any HTTPTransport)
    throws(LFSServerError)
  {
    self.http = http
    self.transport = transport
    var address = endpoint.address
    var pass: [String: String] = [:]
    if let ssh = endpoint.ssh {
      let answer = try SSHPass.ask(ssh, through: transport)
      address = answer.href ?? address
      pass = answer.header ?? [:]
    }
    let (bare, user) = LFSUser.split(address)
    self.user = user
    do {
      base = try HTTPURL(
        bare.ends(with: "/") ? String(bare.dropLast()) : bare, plainHTTP: .anywhere)
    } catch { throw LFSServerError(words: "has no usable address: \(error)") }
    route = HTTPRequest.Route(to: base.text, through: transport)
    if !pass.isEmpty { try show(pass) }
    if pass["Authorization"] == nil, base.isConfidential { try showConfigured() }
  }

  /// The answer to a POST of JSON below the server's address.
  func post(_ body: [UInt8], to path: String) throws(LFSServerError) -> HTTPResponse {
    let first = try send(body, to: path)
    guard first.status == 401 else { return first }
    guard base.isConfidential else {
      throw LFSServerError(words: "wants a password, and plain http would show it to others")
    }
    guard headers["Authorization"] == nil else {
      throw LFSServerError(words: "refuses what it was shown (401)")
    }
    var known = user?.withPassword
    if known == nil { known = try LFSUser.known(for: base, user, through: transport) }
    guard let known else {
      throw LFSServerError(words: "wants a password, and Git's credential helpers know none")
    }
    headers["Authorization"] = known.header
    return try send(body, to: path)
  }

  private func send(_ body: [UInt8], to path: String) throws(LFSServerError) -> HTTPResponse {
    let url: HTTPURL
    do { url = try HTTPURL(base.text + path, plainHTTP: .anywhere) } catch {
      throw LFSServerError(words: "has no usable address: \(error)")
    }
    var request = HTTPRequest(.post, url, headers: headers, body: .bytes(body))
    request.route = route
    do { return try http.send(request) } catch {
      throw LFSServerError(words: "was not reached: \(error.kind)")
    }
  }

  private func show(_ pass: [String: String]) throws(LFSServerError) {
    guard base.isConfidential else {
      throw LFSServerError(words: "gives passes for plain http, which would show them to others")
    }
    for (name, value) in pass { headers[name] = value }
  }

  /// `http.<url>.extraheader`, by which build servers hand out their passes.
  private func showConfigured() throws(LFSServerError) {
    let answer = try? transport.start(["config", "--get-urlmatch", "http.extraheader", base.text])
    guard let answer, answer.status.isSuccess else { return }
    for line in answer.text.split(whereSeparator: \.isNewline) {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let value = line[line.index(after: colon)...].drop { $0 == " " }
      headers[String(line[..<colon])] = String(value)
    }
  }
}
