import LoraHTTP

/// One call of the API, before it has an address.
struct APICall {
  let method: HTTPMethod
  /// From `/v2` on.
  let path: String
  let query: [(String, String)]
  let body: HTTPBody
  /// Whether doing it twice is doing it once.
  let isRepeatable: Bool
  /// What is said about it, nothing secret in it.
  var words: String { "\(method.rawValue) \(path)" }

  init(
    _ method: HTTPMethod, _ path: [String], query: [(String, String)] = [], json: JSON? = nil,
    file: UploadedFile? = nil, repeatable: Bool = true
  ) {
    self.method = method
    self.path = "/v2/" + path.map { ClickUpAddress.encoded($0) }.joined(separator: "/")
    self.query = query
    if let file {
      body = .form([.file("attachment", at: file.path, named: file.name, type: file.type)])
    } else {
      body = json.map { .bytes($0.bytes) } ?? .none
    }
    isRepeatable = repeatable
  }

  /// A call about a task, or about `rest` of it. All of them are made here: an id that people see
  /// is understood only beside the workspace.
  init(
    _ method: HTTPMethod, task id: TaskID, _ rest: [String] = [], query: [(String, String)] = [],
    json: JSON? = nil, file: UploadedFile? = nil, repeatable: Bool = true
  ) {
    let custom = id.workspace.map { [("custom_task_ids", "true"), ("team_id", $0)] } ?? []
    self.init(
      method, ["task", id.text] + rest, query: custom + query, json: json, file: file,
      repeatable: repeatable)
  }

  private var isUpload: Bool { if case .form = body { true } else { false } }

  /// A large file takes as long as it takes, and the server a while to store it.
  func timeouts(_ patience: Patience) -> HTTPRequest.Timeouts {
    isUpload
      ? HTTPRequest.Timeouts(total: nil, stall: 120)
      : HTTPRequest.Timeouts(connect: min(15, patience.longestCall), total: patience.longestCall)
  }

  var headers: HTTPHeaders {
    var headers: HTTPHeaders = ["Accept": "application/json"]
    if case .bytes = body { headers["Content-Type"] = "application/json" }
    return headers
  }
}
