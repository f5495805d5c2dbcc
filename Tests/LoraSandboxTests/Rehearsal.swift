import LoraSandbox

/// A state in memory, asked as the API would be, with a clock that the test moves.
final class Rehearsal {
  var state: State
  var plan = Plan.unlimited
  /// Who asks; the token's owner at first.
  var asker: Int
  var clock = 1_795_000_000_000
  var attachmentSeconds: Int?

  let list: String
  /// The task that a fresh state holds.
  let task: String

  init(customIDs: String? = nil) {
    state = FreshState.make(seed: 7, clock: clock, customIDPrefix: customIDs)
    asker = state.workspace.tokenUser
    list = state.lists.keys.first ?? ""
    task = state.tasks.keys.first ?? ""
  }

  var user: Int { state.workspace.tokenUser }
  var team: String { state.workspace.id }
  var folder: String { state.lists[list]?.folder ?? "" }
  var space: String { state.lists[list]?.space ?? "" }

  /// The answer; throws the refusal.
  @discardableResult
  func ask(_ method: String, _ path: String, _ body: JSON = .null, upload: Upload? = nil)
    throws(APIError) -> JSON
  {
    try answer(method, path, body, upload: upload).body ?? .null
  }

  func answer(_ method: String, _ path: String, _ body: JSON = .null, upload: Upload? = nil)
    throws(APIError) -> (status: Int, body: JSON?)
  {
    clock += 1
    let halves = path.split(separator: "?", maxSplits: 1).map(String.init)
    let call = Call(
      method, halves[0], query: halves.count > 1 ? halves[1] : "", body: body, upload: upload,
      user: asker,
      setting: Setting(
        plan: plan, origin: "http://127.0.0.1:1", attachmentSeconds: attachmentSeconds,
        clock: clock))
    return try API.perform(call, on: &state)
  }

  /// The refusal, or nil where there was none.
  func refusal(_ method: String, _ path: String, _ body: JSON = .null) -> APIError? {
    do throws(APIError) {
      try ask(method, path, body)
      return nil
    } catch {
      return error
    }
  }

  @discardableResult
  func newTask(_ name: String, _ more: JSON = [:]) throws(APIError) -> String {
    let body: JSON = ["name": .string(name)]
    return try ask("POST", "v2/list/\(list)/task", body.adding(more))["id"]?.text ?? ""
  }

  @discardableResult
  func newField(_ name: String, _ type: String, _ config: JSON = [:]) throws(APIError) -> String {
    let body: JSON = ["name": .string(name), "type": .string(type), "type_config": config]
    return try ask("POST", "v2/list/\(list)/field", body)["field"]?["id"]?.text ?? ""
  }

  /// The field as a task shows it.
  func field(_ id: String, of task: String) throws(APIError) -> JSON? {
    try ask("GET", "v2/task/\(task)")["custom_fields"]?.items?.first { $0["id"]?.text == id }
  }

  func names(_ query: String) throws(APIError) -> [String] {
    try ask("GET", "v2/list/\(list)/task?\(query)")["tasks"]?.items?
      .compactMap { $0["name"]?.text } ?? []
  }

  static func upload(_ title: String, size: Int = 3, picture: Picture? = nil, number: Int = 1)
    -> Upload
  {
    let ending = title.split(separator: ".").last.map(String.init) ?? ""
    return Upload(
      id: UUIDText.make(UInt64(number), 7) + "." + ending, title: title, fileExtension: ending,
      size: size, picture: picture)
  }
}
