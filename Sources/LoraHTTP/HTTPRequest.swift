/// One request. Its description leaves out what is secret.
public struct HTTPRequest: Sendable {
  public var method: HTTPMethod
  public var url: HTTPURL
  public var headers: HTTPHeaders
  public var body: HTTPBody
  public var timeouts: Timeouts
  /// Whether gzip is offered and undone. Off for a range of a file: ranges count encoded bytes.
  public var acceptsGzip = true
  /// Whether it may be sent again when a kept connection turns out dead: doing it twice must then be
  /// doing it once.
  public var isRepeatable: Bool
  /// Asked before anything is sent to an address, also on a connection that is open already.
  /// Behind a proxy that is the proxy's address.
  public var mayConnect: @Sendable (IPAddress) -> Bool = { _ in true }

  public var route = Route()

  /// Where it differs from what the environment says.
  public struct Route: Sendable, Equatable {
    /// The proxy's address; empty: none.
    public var proxy: String?
    /// A file of the certificates to trust.
    public var certificates: String?

    public init(proxy: String? = nil, certificates: String? = nil) {
      self.proxy = proxy
      self.certificates = certificates
    }
  }

  /// In seconds.
  public struct Timeouts: Sendable {
    public var connect: Double
    /// From start to end; nil when only a stall ends it (a large file on a slow line).
    public var total: Double?
    /// How long less than one byte a second may come or go.
    public var stall: Int

    public init(connect: Double = 15, total: Double? = 60, stall: Int = 30) {
      self.connect = connect
      self.total = total
      self.stall = stall
    }
  }

  public init(
    _ method: HTTPMethod, _ url: HTTPURL, headers: HTTPHeaders = [:], body: HTTPBody = .none,
    timeouts: Timeouts = Timeouts()
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.timeouts = timeouts
    isRepeatable = method.isIdempotent
  }
}

extension HTTPRequest: CustomStringConvertible, CustomReflectable {
  /// `POST https://api.example/task`: neither query nor headers nor body.
  public var description: String { "\(method.rawValue) \(url)" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
