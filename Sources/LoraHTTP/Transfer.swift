/// One request under way: what libcurl's callbacks read and decide.
final class Transfer {
  let outgoing: BodyReader
  var incoming: Incoming
  /// The last address that was not allowed.
  private(set) var refused: IPAddress?
  /// How often libcurl began to send: more than once when a kept connection turned out dead.
  private(set) var attempts = 0
  private(set) var resendRefused = false

  private let request: HTTPRequest

  init(
    _ request: HTTPRequest, outgoing: BodyReader,
    to destination: @escaping (HTTPHead) -> HTTPDestination
  ) {
    self.request = request
    self.outgoing = outgoing
    incoming = Incoming(to: destination)
  }

  /// Whether a connection may be made to, or used with, this address; nil is one of no known kind.
  func mayConnect(to address: IPAddress?) -> Bool {
    guard let address else { return false }
    let isFit = request.url.scheme == "https" || address.isLoopback
    if isFit && request.mayConnect(address) { return true }
    refused = address
    return false
  }

  /// Called right before the head is sent. libcurl sends a request again by itself when a kept
  /// connection closes without an answer; what may have been acted upon must not be repeated.
  func mayStart(at address: IPAddress?) -> Bool {
    guard mayConnect(to: address) else { return false }
    if attempts > 0 && !request.isRepeatable {
      resendRefused = true
      return false
    }
    attempts += 1
    return true
  }

  /// What can have reached the server, `uploaded` bytes of body having gone to the network.
  func sent(uploaded: Int) -> HTTPError.Sent {
    if attempts == 0 { return .nothing }
    let bytes =
      attempts == 1 && !resendRefused
      ? min(outgoing.furthest, uploaded) : outgoing.furthest
    return bytes < outgoing.length ? .part(bytes: bytes, of: outgoing.length) : .perhapsAll
  }
}
