import Foundation
import LoraClickUp
import LoraDigest
import Testing

/// The whole way, over a socket.
struct PeerTests {
  private let peer: Peer

  init() throws { peer = try Peer() }

  @Test func oneConnectionServesAllCalls() throws {
    let client = try peer.client()
    for _ in 0..<3 {
      #expect(try client.user() == ClickUpUser(id: 1, name: "pk_sandbox_1"))
    }
    // Counted ahead: the peer says 98 each time.
    #expect(client.callsLeft ?? (0, 0) == (96, 100))
    #expect(try peer.client().user().id == 2)
  }

  @Test func queriesArriveAsTheyAre() throws {
    let tasks = try peer.client().tasks(inList: "ü/1", includingClosed: true)
    #expect(
      tasks.map(\.name) == [
        "/api/v2/list/%C3%BC%2F1/task?archived=false&include_closed=true&order_by=created&page=0"
          + "&reverse=true&subtasks=true"
      ])
  }

  @Test func filesArriveByteByByte() throws {
    let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }
    let path = try peer.folder.write("the file", bytes: bytes)
    let name = "Modèle (1) \"neu\" 模型.bin"
    let file = try peer.client().upload(UploadedFile(path: path, name: name), to: TaskID("x"))
    #expect(file.id == Digest.of(bytes).hex)
    #expect(file.size == 300_000 && file.url == "attachment")
    #expect(file.type == "application/octet-stream")
  }

  @Test func aFileThatIsNotThereIsNoAnswer() throws {
    let client = try peer.client()
    #expect(throws: ClickUpError.self) {
      try client.upload(UploadedFile(path: "/nonexistent", name: "x"), to: TaskID("x"))
    }
  }

  @Test func refusalsComeThrough() throws {
    let client = try peer.client()
    do {
      _ = try client.task(TaskID("gone"))
      #expect(Bool(false))
    } catch {
      guard case .notFound = error.kind else { return #expect(Bool(false), "\(error)") }
    }
  }

  @Test func redirectsAreNotTaken() throws {
    let client = try peer.client()
    #expect(throws: ClickUpError.self) { try client.workspaces() }
    #expect(try !peer.seen().contains("/elsewhere"))
  }

  /// Another token than a sandbox's is not even connected with.
  @Test func realTokensStayHere() throws {
    let client = try peer.client(["CLICKUP_TOKEN": "pk_1_SECRET"])
    #expect(throws: ClickUpError.self) { try client.user() }
    #expect(try peer.seen() == ["/api/v2/team/seen/plan"])
  }

  @Test func noPeerIsAPassingFailure() throws {
    let environment = [
      "CLICKUP_API_URL": "http://127.0.0.1:1/api", "CLICKUP_TOKEN": "pk_sandbox_1",
      "GIT_LORA_TEST_WAITS": "0",
    ]
    let client = try ClickUpClient(environment: environment)
    do {
      _ = try client.user()
      #expect(Bool(false))
    } catch {
      #expect(error.isPassing && error.isSurelyUndone)
      #expect("\(error)".hasPrefix("ClickUp was not reached: no connection: "))
    }
  }
}
