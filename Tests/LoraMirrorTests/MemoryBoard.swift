import Foundation
import LoraClickUp
import LoraHTTP

/// One task of ClickUp in memory, with everything that can go wrong on the way to it.
final class MemoryBoard: ClickUpService {
  enum Call {
    case readTask, readComments, readUser
    case postComment, updateComment, deleteComment, upload, setStatus, setField, setDescription
  }

  let clock: VirtualClock
  var faults: any FaultSource
  let fate: Fate
  let me = ClickUpUser(id: 1, name: "lora")

  fileprivate(set) var state = BoardState()
  /// What every write did, in order: `status review`, `field f-version`.
  fileprivate(set) var history: [String] = []
  fileprivate(set) var calls = 0
  /// The files whose sending began, in order.
  private(set) var uploadsBegun: [String] = []
  fileprivate var states: [(time: Double, state: BoardState)] = []
  fileprivate var later: [(time: Double, work: (MemoryBoard) -> Void)] = []
  fileprivate var lastPage: [TaskComment] = []
  fileprivate var nextID = 90_120_000_000_001

  init(clock: VirtualClock, faults: any FaultSource = NoFaults(), fate: Fate = Fate()) {
    self.clock = clock
    self.faults = faults
    self.fate = fate
  }

  /// What a person does on the board.
  func change(_ body: (inout BoardState) -> Void) {
    catchUp()
    body(&state)
    states.append((clock.now, state))
  }

  func comment(by user: ClickUpUser, _ text: String) {
    let id = newID()
    change { [date] in
      $0.comments.append(TaskComment(id: CommentID(id), text: text, date: date, user: user))
    }
  }

  // MARK: Calls

  func user() throws(ClickUpError) -> ClickUpUser {
    try read(.readUser) { _ in self.me }
  }

  func workspaces() throws(ClickUpError) -> [Workspace] { [] }
  func plan(ofWorkspace id: String) throws(ClickUpError) -> String? { nil }
  func lists(ofWorkspace id: String) throws(ClickUpError) -> [ListPlace] { [] }

  func list(_ id: String) throws(ClickUpError) -> TaskList {
    try read(.readTask) { _ in TaskList(id: id, name: "list", statuses: BoardState.statuses) }
  }

  func fields(ofList id: String) throws(ClickUpError) -> [CustomField] {
    try read(.readTask) { $0.fields }
  }

  func task(_ id: TaskID) throws(ClickUpError) -> ClickUpTask {
    try read(.readTask) { state in
      ClickUpTask(
        id: id.text, name: "task", description: state.description,
        url: "https://app.clickup.com/t/\(id.text)", list: .init(id: "l1", name: "list"),
        status: state.status, assignees: state.assignees, created: 0, updated: 0,
        workspace: "w1", fields: state.fields, attachments: state.attachments)
    }
  }

  func tasks(inList id: String, includingClosed: Bool) throws(ClickUpError) -> [ClickUpTask] { [] }

  func createTask(_ draft: TaskDraft, inList id: String) throws(ClickUpError) -> ClickUpTask {
    throw ClickUpError(.refused(.init(status: 405, code: nil, message: "no")), call: "createTask")
  }

  func statusHistory(of id: TaskID) throws(ClickUpError) -> [StatusEntry] { [] }

  func setStatus(_ name: String, of id: TaskID) throws(ClickUpError) {
    try write(.setStatus) { board in
      board.history.append("status \(name)")
      board.state.status = BoardState.statuses.first { $0.name == name } ?? board.state.status
    }
  }

  /// The board keeps nothing but Markdown.
  func markdownDescription(of id: TaskID) throws(ClickUpError) -> String {
    try task(id).description
  }

  func setDescription(_ markdown: String, of id: TaskID) throws(ClickUpError) {
    try write(.setDescription) {
      $0.history.append("description")
      $0.state.description = markdown
    }
  }

  func comments(of id: TaskID, before cursor: CommentCursor?) throws(ClickUpError)
    -> [TaskComment]
  {
    let fault = try begin(.readComments)
    if case .samePage? = fault, cursor != nil { return lastPage }
    var page = seen(fault).comments.reversed().filter { comment in
      guard let cursor else { return true }
      return (comment.date, comment.id.text) < (cursor.date, cursor.id.text)
    }.prefix(25).map { $0 }
    if case .reordered? = fault { page.reverse() }
    lastPage = page
    return page
  }

  func replies(to id: CommentID, before cursor: CommentCursor?) throws(ClickUpError)
    -> [TaskComment]
  { [] }

  func postComment(_ body: CommentBody, notifyAll: Bool, on id: TaskID) throws(ClickUpError)
    -> PostedComment
  {
    let comment = newID()
    try write(.postComment) { board in
      board.state.comments.append(
        TaskComment(
          id: CommentID(comment), text: body.plainText, date: board.date, user: board.me))
      board.history.append("comment")
    }
    return PostedComment(id: CommentID(comment), date: date)
  }

  func updateComment(_ id: CommentID, text: String, assignee: Int?, resolved: Bool)
    throws(ClickUpError)
  {
    try write(.updateComment) { board in
      board.state.comments = board.state.comments.map {
        guard $0.id == id else { return $0 }
        return TaskComment(
          id: id, text: text, date: $0.date, user: $0.user, assignee: assignee,
          isResolved: resolved)
      }
      board.history.append("update")
    }
  }

  func deleteComment(_ id: CommentID) throws(ClickUpError) {
    try write(.deleteComment) { $0.state.comments.removeAll { $0.id == id } }
  }

  func setField(_ field: String, of id: TaskID, to value: FieldInput) throws(ClickUpError) {
    try write(.setField) {
      $0.history.append("field \(field)")
      $0.state.set(field, to: value.readBack)
    }
  }

  func upload(_ file: UploadedFile, to id: TaskID) throws(ClickUpError) -> TaskAttachment {
    let size = (try? Data(contentsOf: URL(fileURLWithPath: file.path)).count) ?? -1
    let attachment = newID()
    uploadsBegun.append(file.name)
    let fault = try begin(.upload)
    let stored: Int = if case .storedCut? = fault { size / 2 } else { size }
    try finish(.upload, fault) { board in
      board.state.attachments.append(
        TaskAttachment(id: attachment, title: file.name, size: stored, date: board.date, url: ""))
      board.history.append("upload \(file.name)")
    }
    return TaskAttachment(id: attachment, title: file.name, size: nil, date: date, url: "")
  }
}

// MARK: What can go wrong

extension MemoryBoard {
  var date: Int { Int(clock.now * 1000) }

  private func newID() -> String {
    nextID += 1
    return String(nextID)
  }

  /// Does what was still on its way.
  func catchUp() {
    let due = later.filter { $0.time <= clock.now }
    later.removeAll { $0.time <= clock.now }
    for item in due.sorted(by: { $0.time < $1.time }) {
      item.work(self)
      states.append((clock.now, state))
    }
  }

  private func begin(_ call: Call) throws(ClickUpError) -> Fault? {
    calls += 1
    clock.now += 0.01
    catchUp()
    guard fate.step() else { throw error(Fault.beforeSending, call) }
    let fault = faults.next(for: call)
    switch fault {
    case .noConnection: throw error(Fault.beforeSending, call)
    case .bodyCut: throw error(Fault.whileSending, call)
    case .rateLimit(let seconds):
      throw ClickUpError(.rateLimited(until: clock.now + seconds), call: "\(call)")
    case .planLimit: throw refusal(403, "PAYWALL_004", { .planLimit($0) }, call)
    case .taskDeleted: throw refusal(404, "ITEM_013", { .notFound($0) }, call)
    case .forbidden: throw refusal(403, "ACCESS_083", { .refused($0) }, call)
    case .badToken: throw refusal(401, "OAUTH_025", { .badToken($0) }, call)
    case .tooLarge: throw refusal(413, nil, { .refused($0) }, call)
    case .storageFull: throw refusal(400, "GBUSED_005", { .storageFull($0) }, call)
    default: return fault
    }
  }

  private func read<Value>(_ call: Call, _ body: (BoardState) -> Value) throws(ClickUpError)
    -> Value
  {
    let fault = try begin(call)
    switch fault {
    case .lost: throw error(Fault.afterSending, call)
    case .serverError: throw refusal(502, nil, { .unavailable($0) }, call)
    default: return body(seen(fault))
    }
  }

  private func seen(_ fault: Fault?) -> BoardState {
    guard case .stale(let seconds)? = fault else { return state }
    return states.last { $0.time <= clock.now - seconds }?.state ?? BoardState()
  }

  private func write(_ call: Call, _ work: @escaping (MemoryBoard) -> Void) throws(ClickUpError) {
    try finish(call, try begin(call), work)
  }

  private func finish(_ call: Call, _ fault: Fault?, _ work: @escaping (MemoryBoard) -> Void)
    throws(ClickUpError)
  {
    func doWork() {
      work(self)
      states.append((clock.now, state))
    }
    switch fault {
    case .dropAfterWork:
      doWork()
      throw error(Fault.afterSending, call)
    case .workAfterDrop(let seconds):
      later.append((clock.now + seconds, work))
      throw error(Fault.afterSending, call)
    case .lost: throw error(Fault.afterSending, call)
    case .serverError(let afterWork):
      if afterWork { doWork() }
      throw refusal(502, nil, { .unavailable($0) }, call)
    default: doWork()
    }
    // Killed between the work and its answer.
    guard fate.step() else { throw error(Fault.afterSending, call) }
  }
}

extension MemoryBoard {
  private func error(_ error: HTTPError, _ call: Call) -> ClickUpError {
    ClickUpError(.transport(error), call: "\(call)")
  }

  private func refusal(
    _ status: Int, _ code: String?, _ kind: (ClickUpError.Refusal) -> ClickUpError.Kind,
    _ call: Call
  ) -> ClickUpError {
    ClickUpError(
      kind(.init(status: status, code: code, message: "the board says no")), call: "\(call)")
  }
}

extension CommentBody {
  /// As ClickUp reads it back.
  fileprivate var plainText: String {
    switch self {
    case .text(let text): text
    case .blocks(let blocks):
      blocks.map { block in
        switch block {
        case .text(let text, _), .link(let text, _): text
        case .mention(let user): "@\(user)"
        case .lineEnd: "\n"
        }
      }.joined()
    }
  }
}

extension FieldInput {
  fileprivate var readBack: FieldValue {
    switch self {
    case .text(let text), .option(let text): .text(text)
    case .number(let number): .number(number)
    case .flag(let flag): .flag(flag)
    case .options(let ids): .other("\(ids)")
    case .date(let time): .text("\(time)")
    }
  }
}
