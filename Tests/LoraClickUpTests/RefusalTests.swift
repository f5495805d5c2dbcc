import Foundation
import LoraClickUp
import Testing

struct RefusalTests {
  struct Row: Decodable, CustomTestStringConvertible {
    let status: Int
    let when: String
    let body: [String: Value]?
    let body_text: String?
    var testDescription: String { "\(status) \(when)" }

    enum Value: Codable {
      case text(String), number(Int)
      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        self =
          try (try? container.decode(Int.self)).map { .number($0) }
          ?? .text(container.decode(String.self))
      }
      func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .number(let number): try container.encode(number)
        }
      }
    }

    var text: String {
      get throws {
        if let body_text { return body_text }
        return String(decoding: try JSONEncoder().encode(body), as: UTF8.self)
      }
    }
  }

  static let rows = try? JSONDecoder().decode(
    [Row].self, from: Data(Fixture.text("errors").utf8))

  @Test func everyKnownRefusal() throws {
    let kinds = try #require(Self.rows).map { row in
      let rehearsal = try Rehearsal(
        [.answer(row.status, [:], try row.text)], patience: Patience(attempts: 1, longestWait: 0))
      let error = try rehearsal.failure { _ = try $0.task(TaskID("x")) }
      return "\(row.status) " + Self.name(error.kind)
    }
    #expect(
      kinds == [
        "401 notFound", "404 notFound", "403 planLimit", "401 badToken", "400 badToken",
        "404 notFound", "400 refused", "400 refused", "400 notFound", "400 refused",
        "400 storageFull", "429 rateLimited", "403 planLimit", "404 refused", "400 refused",
      ])
  }

  private static func name(_ kind: ClickUpError.Kind) -> String {
    String("\(kind)".prefix { $0 != "(" })
  }

  @Test(arguments: [
    (401, "OAUTH_019", "badToken"), (401, "OAUTH_021", "badToken"), (401, "OAUTH_077", "badToken"),
    (401, "OAUTH_023", "notFound"), (401, "OAUTH_026", "notFound"), (401, "OAUTH_029", "notFound"),
    (401, "OAUTH_045", "notFound"), (401, "OAUTH_046", "refused"), (401, "OAUTH_028", "refused"),
    (403, "PAYWALL_999", "planLimit"), (400, "GBUSED_005", "storageFull"),
    (404, "NEW_001", "notFound"), (500, "OAUTH_025", "unavailable"), (409, "X_1", "refused"),
  ])
  func codesDecide(status: Int, code: String, kind: String) throws {
    let rehearsal = try Rehearsal(
      [.answer(status, [:], #"{"err":"words","ECODE":"\#(code)"}"#)],
      patience: Patience(attempts: 1, longestWait: 0))
    let error = try rehearsal.failure { _ = try $0.task(TaskID("x")) }
    #expect(Self.name(error.kind) == kind)
    #expect("\(error)".contains("words (GET /v2/task/x: \(status) \(code))"))
  }

  @Test func usagesAreAPlanLimitWithoutACode() throws {
    let rehearsal = try Rehearsal([
      .answer(400, [:], #"{"error":"Limited to 60 usages of feature"}"#)
    ])
    let error = try rehearsal.failure { try $0.setField("f", of: TaskID("x"), to: .text("")) }
    #expect(Self.name(error.kind) == "planLimit" && error.isSurelyUndone && !error.isPassing)
  }

  @Test(arguments: [
    ("404 page not found", "404 page not found"), ("<!DOCTYPE html><p>x", "an HTML page"),
    ("", "no reason given"), ("[]", "[]"), (#"{"x":1}"#, "no reason given"),
    (#"{"message":"m"}"#, "m"), ("a\u{1B}[31m\nb", "a[31m b"),
    (String(repeating: "y", count: 5000), String(repeating: "y", count: 120) + "…"),
  ])
  func wordsOfOtherErrors(body: String, words: String) throws {
    let rehearsal = try Rehearsal([.answer(404, [:], body)])
    let error = try rehearsal.failure { _ = try $0.task(TaskID("x")) }
    #expect(error.kind == .refused(.init(status: 404, code: nil, message: words)))
    #expect(error.hint?.contains("CLICKUP_API_URL") == true)
  }

  /// Many a server, and many a box before one, repeats the request's headers in its error page.
  @Test(
    arguments: [
      #"{"err":"bad pk_1_SECRET","ECODE":"OAUTH_019"}"#, #"{"err":"x","ECODE":"pk_1_SECRET"}"#,
      #"{"message":"\u0070k_1_SECRET"}"#, #"["Authorization: pk_1_SECRET"]"#,
      "Authorization: pk_1_SECRET", String(repeating: "y", count: 115) + "pk_1_SECRET",
    ], [400, 401, 404, 500])
  func theTokenIsNotRepeated(body: String, status: Int) throws {
    let rehearsal = try Rehearsal(
      [.answer(status, [:], body)], patience: Patience(attempts: 1, longestWait: 0))
    let error = try rehearsal.failure { _ = try $0.task(TaskID("x")) }
    for text in ["\(error)", String(reflecting: error), error.hint ?? ""] + rehearsal.log.all {
      #expect(!text.contains("pk_1"), "\(text)")
    }
  }

  @Test func aRefusedStatusNamesTheOnesThereAre() throws {
    let refused = ScriptedTransport.Step.answer(
      400, [:], #"{"err":"Status not found","ECODE":"CRTSK_001"}"#)
    let list = try ScriptedTransport.Step.fixture("get_list.recorded")
    let changing = try Rehearsal([refused, .fixture("get_task.2026.observed"), list])
    let error = try changing.failure { try $0.setStatus("Doing", of: TaskID("x")) }
    #expect("\(error)".contains("'Doing'; the list"))
    #expect("\(error)".contains("has 'to do', 'complete'"))
    #expect(
      changing.transport.lines.dropFirst()
        == ["GET /api/v2/task/x", "GET /api/v2/list/901327301859"])
    let making = try Rehearsal([refused, list])
    let draft = TaskDraft(name: "n", status: "Doing")
    #expect(
      "\(try making.failure { _ = try $0.createTask(draft, inList: "7") })".contains("'to do'"))
    #expect(making.transport.lines.last == "GET /api/v2/list/7")
    // When the list cannot be read either, the refusal stands as it came.
    let blind = try Rehearsal([refused, .answer(401, [:], "{}")])
    let plain = try blind.failure { _ = try $0.createTask(draft, inList: "7") }
    #expect(
      plain.kind == .refused(.init(status: 400, code: "CRTSK_001", message: "Status not found")))
  }

  @Test func wordsAndWaysOut() throws {
    let bad = ClickUpError(
      .badToken(.init(status: 401, code: "OAUTH_025", message: "Token invalid")), call: "GET /v2/a")
    #expect(
      "\(bad)" == "ClickUp does not accept the token: Token invalid (GET /v2/a: 401 OAUTH_025)")
    #expect(bad.hint?.contains("git credential reject") == true)
    let hidden = ClickUpError(
      .notFound(.init(status: 401, code: "OAUTH_027", message: "Team not authorized")),
      call: "GET /v2/task/x")
    #expect("\(hidden)".hasPrefix("not found, or not visible to this token"))
    #expect(hidden.hint?.contains("doctor") == true)
  }
}
