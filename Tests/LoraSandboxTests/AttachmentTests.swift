import LoraSandbox
import Testing

struct AttachmentTests {
  private let rehearsal = Rehearsal()

  private func upload(_ title: String, number: Int) throws -> JSON {
    try rehearsal.ask(
      "POST", "v2/task/\(rehearsal.task)/attachment",
      upload: Rehearsal.upload(title, number: number))
  }

  @Test func formsOfTimeAndVersion() throws {
    let made = try upload("a.txt", number: 1)
    #expect(made["version"] == "0" && made["date"]?.whole != nil && made["thumbnail_small"] == "")
    let read = try rehearsal.ask("GET", "v2/task/\(rehearsal.task)")["attachments"]?.items?[0]
    #expect(read?["version"] == 0 && read?["date"]?.text != nil)
    #expect(read?["type"] == 1 && read?["parent_id"]?.text == rehearsal.task)
    #expect(read?["mimetype"] == "text/plain")
  }

  @Test func newestFirstAndTitlesMayRepeat() throws {
    for number in 1...3 { _ = try upload("same.txt", number: number) }
    let read = try rehearsal.ask("GET", "v2/task/\(rehearsal.task)")["attachments"]?.items ?? []
    #expect(read.count == 3 && Set(read.compactMap { $0["id"]?.text }).count == 3)
    #expect(
      read.compactMap { $0["date"]?.text } == read.compactMap { $0["date"]?.text }.sorted(by: >))
  }

  @Test func namesAreEscapedInAddresses() throws {
    let made = try upload("a (b)/茶.txt", number: 1)
    #expect(made["title"] == "a (b)/茶.txt")
    #expect(made["url"]?.text?.hasSuffix("/a%20%28b%29%2F%E8%8C%B6.txt") == true)
    #expect(made["url_w_query"]?.text?.hasSuffix("?view=open") == true)
  }

  @Test func aFileOfACommentPointsToIt() throws {
    let id = try rehearsal.ask(
      "POST", "board/task/\(rehearsal.task)/comment", upload: Rehearsal.upload("a.txt"))["id"]
    let read = try rehearsal.ask("GET", "v2/task/\(rehearsal.task)")["attachments"]?.items?[0]
    #expect(read?["type"] == 2 && read?["parent_id"]?.text == id?.whole.map(String.init))
  }

  @Test func signedAddressesEnd() throws {
    rehearsal.attachmentSeconds = 60
    let url = try #require(try upload("a.txt", number: 1)["url"]?.text)
    let query = Query(url.split(separator: "?")[1])
    let attachment = try #require(rehearsal.state.attachments.values.first)
    let key = rehearsal.state.workspace.signingKey
    func isGood(_ query: Query, at clock: Int) -> Bool {
      AttachmentAddress.isGood(query, for: attachment, key: key, clock: clock)
    }
    #expect(isGood(query, at: rehearsal.clock + 50_000))
    #expect(!isGood(query, at: rehearsal.clock + 61_000))
    var longer = query
    longer.set("expires", String((query.whole("expires") ?? 0) + 60))
    #expect(!isGood(longer, at: rehearsal.clock))
    longer.set("expires", String(Int.max))
    #expect(!isGood(longer, at: rehearsal.clock))
    #expect(!isGood(Query(""), at: rehearsal.clock))
  }

  @Test func versionThreeListsInPages() throws {
    for number in 1...5 { _ = try upload("\(number).txt", number: number) }
    let path = "v3/workspaces/\(rehearsal.team)/attachments/\(rehearsal.task)/attachments"
    let first = try rehearsal.ask("GET", path + "?limit=3")
    #expect(first["data"]?.items?.count == 3)
    let cursor = try #require(first["next_cursor"]?.text)
    let second = try rehearsal.ask("GET", path + "?limit=3&cursor=\(cursor)")
    #expect(second["data"]?.items?.map { $0["title"] } == ["2.txt", "1.txt"])
    #expect(second["next_cursor"] == "")
    #expect(second["data"]?.items?[0]["date_created"]?.whole != nil)
    try rehearsal.ask("POST", path, upload: Rehearsal.upload("6.txt", number: 6))
    #expect(rehearsal.state.attachments.count == 6)
  }
}
