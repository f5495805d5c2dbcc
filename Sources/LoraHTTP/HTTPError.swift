import Glibc

/// A request without a whole answer.
public struct HTTPError: Error, Sendable, Equatable {
  public let kind: Kind
  /// The request in words, nothing secret in it.
  public let request: String
  public let sent: Sent

  public enum Kind: Error, Sendable, Equatable {
    /// Not resolved, not connected, or lost; libcurl's words.
    case connection(String)
    case timeOut(String)
    /// No secure connection: usually a certificate that is not trusted.
    case tls(String)
    /// The proxy of the environment did not let the connection through: its answer's status, 407
    /// when it wants a user and a password.
    case proxy(status: Int)
    case tooLarge(limit: Int)
    case refusedAddress(IPAddress)
    /// A file of the body cannot be read, or is shorter than it was.
    case file(path: String, code: Int32)
    /// The answer cannot be written where it should go.
    case destination(code: Int32)
    /// The destination wanted no more.
    case stopped
    /// The request cannot be made at all.
    case invalid(String)
  }

  /// What can have reached the server.
  public enum Sent: Sendable, Equatable {
    case nothing
    /// Proven: the last byte of the body never left.
    case part(bytes: Int, of: Int)
    /// All of it was handed to the network, or there was no body: it may have been acted upon.
    case perhapsAll
  }

  public init(_ kind: Kind, request: String, sent: Sent = .nothing) {
    self.kind = kind
    self.request = request
    self.sent = sent
  }

  /// Whether repeating cannot make it happen twice.
  public var isSurelyUndone: Bool { sent != .perhapsAll }
}

extension HTTPError: CustomStringConvertible {
  public var description: String { "\(request): \(kind)" }
}

extension HTTPError.Kind: CustomStringConvertible {
  public var description: String {
    switch self {
    case .connection(let reason): "no connection: \(reason)"
    case .timeOut(let reason): "no answer in time: \(reason)"
    case .tls(let reason): "no secure connection: \(reason)"
    case .proxy(407): "the proxy wants a user and a password"
    case .proxy(let status): "the proxy does not let the connection through: it answered \(status)"
    case .tooLarge(let limit): "the answer is larger than \(limit) bytes"
    case .refusedAddress(let address): "it leads to \(address), which is not an allowed address"
    case .file(let path, let code): "cannot send '\(path)': \(String(cString: strerror(code)))"
    case .destination(let code): "cannot keep the answer: \(String(cString: strerror(code)))"
    case .stopped: "stopped on request"
    case .invalid(let reason): "not a proper request: \(reason)"
    }
  }
}

extension HTTPError.Kind {
  /// Whether it can go away by itself.
  public var isPassing: Bool {
    switch self {
    case .connection, .timeOut: true
    case .tls, .proxy, .tooLarge, .refusedAddress, .file, .destination, .stopped, .invalid: false
    }
  }

  /// The way out, where there is one.
  public var hint: String? {
    switch self {
    case .connection, .timeOut:
      "is this machine online? A proxy is named by https_proxy, as in http://HOST:PORT"
    case .tls:
      "where a proxy or a virus scanner replaces certificates, name the file with its authority's: "
        + "CURL_CA_BUNDLE=/path/to/authority.pem (or SSL_CERT_FILE)"
    case .proxy(407):
      "name them in the proxy's address: https_proxy=http://USER:PASSWORD@HOST:PORT (or all_proxy)"
    case .proxy:
      "ask who runs the proxy that https_proxy (or all_proxy) names, or spare the host: no_proxy"
    case .tooLarge, .refusedAddress, .file, .destination, .stopped, .invalid: nil
    }
  }
}
