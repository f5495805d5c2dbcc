import CLibCurl

/// Whose certificates are trusted: `CURL_CA_BUNDLE`, else `SSL_CERT_FILE` names a file of them,
/// `SSL_CERT_DIR` a folder; where none is set, the system's. The curl program reads these
/// variables, libcurl does not.
struct TrustStore {
  let file: String?
  let folder: String?

  init(file: String) {
    self.file = file
    folder = nil
  }

  init(environment: [String: String]) {
    func path(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    file = path("CURL_CA_BUNDLE") ?? path("SSL_CERT_FILE")
    folder = path("SSL_CERT_DIR")
  }
}

extension CurlHandle {
  func set(_ trust: TrustStore) {
    if let file = trust.file { set(CURLOPT_CAINFO, file) }
    if let folder = trust.folder { set(CURLOPT_CAPATH, folder) }
  }
}
