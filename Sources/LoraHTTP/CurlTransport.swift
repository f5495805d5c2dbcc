import CLibCurl

/// HTTP/1.1 by libcurl: one handle, so that one connection serves request after request.
///
/// Certificates are verified; no redirect is followed, no netrc read, no cookie kept. Proxies come
/// from the environment (`https_proxy`, `no_proxy`, …) as libcurl reads it, or from the request.
public final class CurlTransport: HTTPTransport {
  private let curl = CurlHandle()
  private let trust: TrustStore

  /// `environment` may name certificates to trust: see `TrustStore`.
  public init(environment: [String: String]) {
    trust = TrustStore(environment: environment)
  }

  public func send(
    _ request: HTTPRequest, to destination: @escaping (HTTPHead) -> HTTPDestination
  ) throws(HTTPError) -> HTTPResponse {
    let transfer = try start(request, to: destination)
    curl.reset()
    defer { curl.reset() }
    curl.setConnection(request)
    curl.set(request.route.certificates.map(TrustStore.init) ?? trust)
    curl.setMessage(request, outgoing: transfer.outgoing)
    curl.setCallbacks(transfer)
    let code = withExtendedLifetime(transfer) { curl.perform() }
    guard code == CURLE_OK, let head = transfer.incoming.head else {
      let kind = HTTPError.Kind(
        code, of: transfer, proxyStatus: curl.proxyStatus, explanation: curl.explanation(of: code))
      throw HTTPError(
        kind, request: request.description, sent: transfer.sent(uploaded: curl.uploaded))
    }
    return HTTPResponse(
      head: head, body: transfer.incoming.body, received: transfer.incoming.received,
      address: curl.address)
  }

  /// Checks what libcurl would send as it is, and opens the files of the body.
  private func start(
    _ request: HTTPRequest, to destination: @escaping (HTTPHead) -> HTTPDestination
  ) throws(HTTPError) -> Transfer {
    do throws(HTTPError.Kind) {
      if let field = request.headers.fields.first(where: { !$0.isWellFormed }) {
        throw HTTPError.Kind.invalid("the header '\(field.name)' is not one proper line")
      }
      let outgoing = try BodyReader(request.body)
      if request.method == .head && outgoing.length > 0 { throw .invalid("HEAD has no body") }
      return Transfer(request, outgoing: outgoing, to: destination)
    } catch {
      throw HTTPError(error, request: request.description)
    }
  }
}

extension CurlHandle {
  fileprivate func setConnection(_ request: HTTPRequest) {
    set(CURLOPT_URL, request.url.text)
    set(CURLOPT_PROTOCOLS_STR, request.url.scheme)
    if let proxy = request.route.proxy {
      set(CURLOPT_PROXY, proxy)
    } else if request.url.isLoopback {
      // What goes to this machine itself is nothing for a proxy of the environment.
      set(CURLOPT_NOPROXY, "*")
    }
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
    set(CURLOPT_FOLLOWLOCATION, 0)
    set(CURLOPT_NETRC, Int(CURL_NETRC_IGNORED.rawValue))
    set(CURLOPT_SSL_VERIFYPEER, 1)
    set(CURLOPT_SSL_VERIFYHOST, 2)
    set(CURLOPT_CONNECTTIMEOUT_MS, Int(request.timeouts.connect * 1000))
    if let total = request.timeouts.total { set(CURLOPT_TIMEOUT_MS, Int(total * 1000)) }
    set(CURLOPT_LOW_SPEED_LIMIT, 1)
    set(CURLOPT_LOW_SPEED_TIME, request.timeouts.stall)
    if request.acceptsGzip { set(CURLOPT_ACCEPT_ENCODING, "gzip") }
  }

  fileprivate func setMessage(_ request: HTTPRequest, outgoing: BodyReader) {
    var headers = request.headers
    if let type = outgoing.contentType { headers["Content-Type"] = type }
    if request.method == .head { set(CURLOPT_NOBODY, 1) }
    if outgoing.length > 0 || request.method.alwaysHasBody {
      set(CURLOPT_POST, 1)
      set(CURLOPT_POSTFIELDSIZE_LARGE, offset: outgoing.length)
    }
    if request.method != .head { set(CURLOPT_CUSTOMREQUEST, request.method.rawValue) }
    set(CURLOPT_USERAGENT, "git-lora")
    let lines = headers.fields.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" }
    // libcurl would call each body a web form.
    set(headerLines: lines + (headers["Content-Type"] == nil ? ["Content-Type:"] : []))
  }
}
