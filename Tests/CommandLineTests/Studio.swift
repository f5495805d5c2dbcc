import LoraJSON
import LoraProcess

/// A workshop whose team has a board: one list with two tasks, one of which a run belongs to.
struct Studio {
  let shop: Workshop
  let board: BoardServer

  static let list = """
    {"id":"7","name":"Training","permission_level":"create","statuses":[
    {"status":"to do","type":"open","orderindex":0},
    {"status":"in progress","type":"custom","orderindex":1},
    {"status":"complete","type":"closed","orderindex":2}]}
    """

  static let fields = """
    [{"id":"f1","name":"模型版本号","type":"short_text","value":"abc"},
    {"id":"f2","name":"存储地址","type":"url"},
    {"id":"f3","name":"Area","type":"drop_down","value":0,
    "type_config":{"options":[{"id":"o1","name":"Neon","orderindex":0}]}}]
    """

  private static let task = #"""
    {"id":"86a3kx9d2","custom_id":"DEV-12","name":"Neon \u001b[31mstreet","team_id":"9",
    "status":{"status":"in progress","type":"custom"},"list":{"id":"7","name":"Training"},
    "assignees":[{"id":5,"username":"Bo"},{"id":6,"username":null}],
    "creator":{"id":1,"username":"Ada"},"date_created":"1700000000000",
    "date_updated":"1795500000123","url":"https://app.clickup.com/t/86a3kx9d2",
    "custom_fields":\#(fields),"attachments":[
    {"id":"a","title":"lines.txt","size":"1200","date":"1795400000000","type":1,
    "user":{"id":5,"username":"Bo"}},
    {"id":"b","title":"sign.png","date":"1795400000000","type":2,"parent_id":"2"}]}
    """#

  private static let bareTask =
    #"{"id":"86b4kx9d3","name":"霓虹街","status":{"status":"to do","type":"open"}}"#

  /// Far in the future, so that they come after any run.
  private static let comments = #"""
    {"comments":[{"id":"3","comment_text":"report\nlora 0123abcd/report-1\n",
    "date":"4102444800002","user":{"id":1,"username":"Ada"}},
    {"id":"2","comment_text":"The sign is unreadable.\n\u001b[31mAgain.\n","date":"4102444800001",
    "reply_count":1,"user":{"id":5,"username":"Bo"}},
    {"id":"1","comment_text":"Long ago\n","date":"1000000000000"}]}
    """#

  private static let answers = [
    "GET /user": #"{"user":{"id":1,"username":"Ada"}}"#,
    "GET /team": #"{"teams":[{"id":"9","name":"Studio","members":[]}]}"#,
    "GET /team/9/plan": #"{"plan_name":"Free Forever","plan_id":1}"#,
    "GET /list/7": list, "GET /list/7/field": #"{"fields":\#(fields)}"#,
    "GET /list/7/task": #"{"tasks":[\#(task),\#(bareTask)],"last_page":true}"#,
    "POST /list/7/task": task, "GET /task/86a3kx9d2": task, "GET /task/86b4kx9d3": bareTask,
    "GET /task/DEV-12": task, "GET /task/86a3kx9d2/comment": comments,
    "GET /comment/2/reply": #"""
    {"comments":[{"id":"4","comment_text":"Larger\u001b[31m?\n",
    "date":"4102444800002","user":{"id":6,"username":null}}]}
    """#,
    "GET /task/86b4kx9d3/comment": #"{"comments":[]}"#,
    "GET /task/86a3kx9d2/time_in_status":
      #"{"current_status":{"status":"review","total_time":{"since":"4102444800003"}}}"#,
  ]

  init(settings: String = "clickup: {list: \"7\", notify: [5]}\n") throws {
    shop = try Workshop(config: Workshop.config + "clickup_task: CU-86a3kx9d2\n")
    try shop.repository.write(".lorarc", Workshop.settings + settings)
    board = try BoardServer(Self.answers)
    _ = try shop.lora("run", "tea", "--quiet")
  }

  func lora(_ words: String..., variables: [String: String] = [:]) throws -> Output {
    try Workshop.lora(words, in: shop.path, variables: board.environment.merging(variables) { $1 })
  }

  func answer(_ words: String...) throws -> JSONValue {
    try JSONValue(
      parsing: Workshop.lora(words, in: shop.path, variables: board.environment).text)
  }
}
