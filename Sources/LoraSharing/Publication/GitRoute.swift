import LoraHTTP

extension HTTPRequest.Route {
  /// As Git's settings for an address say (`http.proxy`, `http.sslCAInfo`, and those below
  /// `http.<url>`), which go before the environment's. git-lfs reads the same.
  init(to address: String, through transport: Transport) {
    func setting(_ name: String) -> String? {
      let words = ["config", "--type=path", "--get-urlmatch", name, address]
      guard let answer = try? transport.start(words), answer.status.isSuccess else { return nil }
      return answer.line
    }
    let certificates = setting("http.sslCAInfo").flatMap { $0.isEmpty ? nil : $0 }
    self.init(proxy: setting("http.proxy"), certificates: certificates)
  }
}
