import LoraSandbox
import Testing

struct CommentTests {
  private let rehearsal = Rehearsal()
  private var path: String { "v2/task/\(rehearsal.task)/comment" }

  private func all(_ query: String = "") throws -> [JSON] {
    try rehearsal.ask("GET", path + query)["comments"]?.items ?? []
  }

  @Test func idsAreNumbersWhenMadeAndTextsWhenRead() throws {
    let made = try rehearsal.ask("POST", path, ["comment_text": "a", "notify_all": true])
    let id = try #require(made["id"]?.whole)
    #expect(id > 1 << 32)
    #expect(made["date"]?.whole != nil && made["hist_id"]?.text != nil)
    let read = try #require(try all().first)
    #expect(read["id"]?.text == String(id))
    #expect(read["date"]?.text == made["date"]?.whole.map(String.init))
    #expect(read["resolved"] == nil && read["assigned_by"] == nil)
  }

  @Test func pagesNeedTheLastOnesDateAndID() throws {
    for number in 0..<60 { try rehearsal.ask("POST", path, ["comment_text": .string("\(number)")]) }
    var texts: [String] = []
    var page = try all()
    while let last = page.last {
      texts += page.compactMap { $0["comment_text"]?.text?.dropLast() }.map(String.init)
      page = try all("?start=\(last["date"]?.text ?? "")&start_id=\(last["id"]?.text ?? "")")
    }
    #expect(texts == (0..<60).reversed().map(String.init))
    #expect(try all().count == 25)
  }

  @Test func blocksBecomeText() throws {
    try rehearsal.ask(
      "POST", path,
      [
        "comment": [
          ["text": "Failed", "attributes": ["bold": true]], ["text": ", "],
          ["type": "tag", "user": ["id": .int(rehearsal.state.workspace.boardUser)]],
        ]
      ])
    let read = try #require(try all().first)
    #expect(read["comment_text"] == "Failed, @Mei Lin\n")
    let blocks = read["comment"]?.items ?? []
    #expect(blocks[0]["attributes"]?["bold"] == true)
    #expect(blocks[2]["user"]?["email"] == "mei@example.com")
    #expect(blocks[3]["attributes"]?["block-id"]?.text?.hasPrefix("block-") == true)
  }

  @Test func bothFormsAreSeenTwice() throws {
    try rehearsal.ask("POST", path, ["comment": [["text": "a"]], "comment_text": "a"])
    #expect(try all().first?["comment_text"] == "aa\n")
    #expect(rehearsal.refusal("POST", path, ["notify_all": true])?.status == 400)
  }

  @Test func changedResolvedAndDeleted() throws {
    let id = try #require(try rehearsal.ask("POST", path, ["comment_text": "a"])["id"]?.whole)
    let user = rehearsal.state.workspace.boardUser
    #expect(
      try rehearsal.ask(
        "PUT", "v2/comment/\(id)",
        ["comment_text": "b", "assignee": .int(user), "resolved": true]) == [:])
    let read = try #require(try all().first)
    #expect(read["comment_text"] == "b\n" && read["resolved"] == true)
    #expect(read["assignee"]?["id"]?.whole == user)
    #expect(read["assigned_by"]?["id"]?.whole == rehearsal.user)
    try rehearsal.ask("DELETE", "v2/comment/\(id)")
    #expect(try all().isEmpty)
    #expect(rehearsal.refusal("PUT", "v2/comment/\(id)", [:]) == .notAuthorized)
  }

  @Test func repliesAreCounted() throws {
    let id = try #require(try rehearsal.ask("POST", path, ["comment_text": "a"])["id"]?.whole)
    try rehearsal.ask("POST", "v2/comment/\(id)/reply", ["comment_text": "b"])
    #expect(try all().map { $0["reply_count"] } == [1])
    let replies = try rehearsal.ask("GET", "v2/comment/\(id)/reply")["comments"]?.items
    #expect(replies?.first?["comment_text"] == "b\n")
  }
}
