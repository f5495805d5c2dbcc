import Foundation
import LoraHTTP

/// Answers requests from a list, in order, and keeps what was asked.
final class ScriptedTransport: HTTPTransport {
  enum Step {
    case answer(Int, [String: String] = [:], String = "{}")
    case failure(HTTPError)
  }

  private var steps: [Step]
  private(set) var requests: [HTTPRequest] = []

  init(_ steps: [Step]) { self.steps = steps }

  func send(_ request: HTTPRequest, to destination: @escaping (HTTPHead) -> HTTPDestination)
    throws(HTTPError) -> HTTPResponse
  {
    requests.append(request)
    guard !steps.isEmpty else {
      throw HTTPError(.invalid("no answer is left for \(request)"), request: "\(request)")
    }
    switch steps.removeFirst() {
    case .failure(let error): throw error
    case .answer(let status, let headers, let body):
      var fields = HTTPHeaders()
      for (name, value) in headers { fields.add(name, value) }
      let head = HTTPHead(status: status, headers: fields)
      guard case .memory(let limit) = destination(head), body.utf8.count <= limit else {
        throw HTTPError(.tooLarge(limit: 0), request: "\(request)", sent: .perhapsAll)
      }
      return HTTPResponse(head: head, body: Array(body.utf8))
    }
  }

  /// Each request as `METHOD /path?query body`, the path from `/api` on.
  var lines: [String] {
    requests.map { request in
      let path = request.url.text.drop { $0 != "/" }.dropFirst(2).drop { $0 != "/" }
      return "\(request.method.rawValue) \(path)" + (request.text.map { " " + $0 } ?? "")
    }
  }

  /// How many answers nobody asked for.
  var left: Int { steps.count }
}

extension HTTPRequest {
  /// The body, when it is bytes.
  var text: String? {
    if case .bytes(let bytes) = body { String(decoding: bytes, as: UTF8.self) } else { nil }
  }
}

extension ScriptedTransport.Step {
  static let connectionLost = failure(
    HTTPError(.connection("lost"), request: "…", sent: .perhapsAll))
  static let notConnected = failure(HTTPError(.connection("refused"), request: "…"))

  static func fixture(_ name: String, status: Int = 200) throws -> Self {
    .answer(status, [:], try Fixture.text(name))
  }
}

enum Fixture {
  static func text(_ name: String) throws -> String {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    return try String(
      contentsOf: folder.appendingPathComponent("Fixtures/\(name).json"), encoding: .utf8)
  }
}
