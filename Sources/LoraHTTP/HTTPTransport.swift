/// Sends one request and returns its answer; redirects are answers too.
public protocol HTTPTransport {
  /// `destination` is asked once, when the head is there: the body of an error may go to memory
  /// and that of a file to disk.
  func send(_ request: HTTPRequest, to destination: @escaping (HTTPHead) -> HTTPDestination)
    throws(HTTPError) -> HTTPResponse
}

extension HTTPTransport {
  /// The answer with its body in memory, if that is small.
  public func send(_ request: HTTPRequest) throws(HTTPError) -> HTTPResponse {
    try send(request) { _ in .small }
  }
}
