/// Status and headers: what is known before the body comes.
public struct HTTPHead: Sendable, Equatable {
  public let status: Int
  public let headers: HTTPHeaders

  public init(status: Int, headers: HTTPHeaders = [:]) {
    self.status = status
    self.headers = headers
  }

  public var isSuccess: Bool { (200..<300).contains(status) }
}

/// An answer, whatever its status.
public struct HTTPResponse: Sendable, Equatable {
  public let head: HTTPHead
  /// Empty unless the body went to memory.
  public let body: [UInt8]
  /// How many bytes of body came, after decoding, wherever they went.
  public let received: Int
  /// The address that answered: the proxy's behind a proxy.
  public let address: IPAddress?

  public init(head: HTTPHead, body: [UInt8] = [], received: Int? = nil, address: IPAddress? = nil) {
    self.head = head
    self.body = body
    self.received = received ?? body.count
    self.address = address
  }

  public var status: Int { head.status }
  public var headers: HTTPHeaders { head.headers }
}
