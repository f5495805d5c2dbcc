import LoraHTTP
import Testing

struct RedactionTests {
  @Test func descriptionsHideSecrets() throws {
    let request = HTTPRequest(
      .get, try HTTPURL("https://files.example/a?signature=secret"),
      headers: ["authorization": "secret", "Cookie": "secret", "Accept": "x/y"],
      body: .bytes(Array("secret".utf8)))
    var dumped = ""
    dump(request, to: &dumped)
    dump(request.headers, to: &dumped)
    dump(HTTPError(.stopped, request: request.description), to: &dumped)
    let texts = [
      dumped, "\(request)", String(reflecting: request), "\(request.headers)",
      "\(request.headers.fields)", "\(request.url)",
    ]
    for text in texts { #expect(!text.contains("secret")) }
    #expect("\(request)" == "GET https://files.example/a?(redacted)")
    #expect("\(request.headers)".contains("Accept: x/y"))
  }
}
