import CLibCurl

extension HTTPError.Kind {
  /// What a failed transfer comes down to: first what our own side refused, then libcurl's code.
  ///
  /// - Parameter proxyStatus: what a proxy answered to CONNECT; 0: nothing.
  init(
    _ code: CURLcode, of transfer: Transfer, proxyStatus: Int, explanation: String
  ) {
    if let failure = transfer.outgoing.failure ?? transfer.incoming.failure {
      self = failure
    } else if transfer.resendRefused {
      self = .connection("the connection was lost before an answer came")
    } else if let address = transfer.refused, Self.refusals.contains(code.rawValue) {
      self = .refusedAddress(address)
    } else if proxyStatus != 0, !(200..<300).contains(proxyStatus) {
      self = .proxy(status: proxyStatus)
    } else if code == CURLE_OPERATION_TIMEDOUT {
      self = .timeOut(explanation)
    } else if Self.tlsFailures.contains(code.rawValue) {
      self = .tls(explanation)
    } else if transfer.attempts == 0, Self.unsendable.contains(code.rawValue) {
      self = .invalid(explanation)
    } else {
      self = .connection(explanation)
    }
  }

  /// How a callback's refusal comes out.
  private static let refusals = Set(
    [CURLE_COULDNT_CONNECT, CURLE_ABORTED_BY_CALLBACK].map(\.rawValue))

  /// After a request was sent, it is the answer that libcurl does not understand.
  private static let unsendable = Set(
    [CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL].map(\.rawValue))

  private static let tlsFailures = Set(
    [
      CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE,
      CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS,
      CURLE_SSL_ENGINE_INITFAILED, CURLE_USE_SSL_FAILED,
    ].map(\.rawValue))
}
