import Foundation
import LoraClickUp
import TestSupport
import Testing

/// The limit is followed before it is hit, by all processes together.
struct RateTests {
  private static func left(_ remaining: Int, reset: Int = 1_800_000_040) -> ScriptedTransport.Step {
    .answer(
      200,
      [
        "x-ratelimit-limit": "100", "x-ratelimit-remaining": "\(remaining)",
        "x-ratelimit-reset": "\(reset)",
      ])
  }

  private func call(_ rehearsal: Rehearsal) throws {
    try rehearsal.client.deleteComment(CommentID("1"))
  }

  @Test func theLastCallIsWaitedAfter() throws {
    let rehearsal = try Rehearsal([Self.left(1), Self.left(0), Self.left(99, reset: 1_800_000_100)])
    for _ in 0..<2 { try call(rehearsal) }
    #expect(rehearsal.clock.slept.isEmpty)
    #expect(rehearsal.client.callsLeft ?? (1, 1) == (0, 100))
    try call(rehearsal)
    #expect(rehearsal.clock.slept == [40])
    #expect(rehearsal.client.callsLeft ?? (1, 1) == (99, 100))
  }

  /// A server that starts again with shorter windows than those it spoke of.
  @Test func theServersNewestWordHolds() throws {
    let rehearsal = try Rehearsal([
      Self.left(90, reset: 1_800_000_050), Self.left(0, reset: 1_800_000_003), .answer(200),
    ])
    for _ in 0..<3 { try call(rehearsal) }
    #expect(rehearsal.clock.slept == [3])
  }

  /// An answer of the last minute that comes after the first of this one.
  @Test func answersThatComeLateSayNothing() throws {
    let rehearsal = try Rehearsal([Self.left(5), Self.left(0, reset: 1_799_999_999)])
    for _ in 0..<2 { try call(rehearsal) }
    #expect(rehearsal.client.callsLeft?.remaining == 4)
  }

  @Test func shortPatienceSaysSo() throws {
    let rehearsal = try Rehearsal([Self.left(0)], patience: .brief)
    try call(rehearsal)
    let error = try rehearsal.failure { try $0.deleteComment(CommentID("1")) }
    #expect(error.kind == .rateLimited(until: 1_800_000_040))
    #expect(rehearsal.transport.requests.count == 1)
  }

  /// Our clock an hour behind the server's.
  @Test func aWrongClockCostsAMinute() throws {
    let rehearsal = try Rehearsal([Self.left(0, reset: 1_800_003_600), .answer(200)])
    for _ in 0..<2 { try call(rehearsal) }
    #expect(rehearsal.clock.slept == [60])
  }

  @Test func processesShareOneBudget() throws {
    let folder = try TemporaryFolder()
    let environment = ["XDG_STATE_HOME": folder.path + "/state"]
    let first = try Rehearsal([Self.left(2)], environment: environment)
    try call(first)
    let second = try Rehearsal(
      [.answer(200), .answer(200), .answer(200)], environment: environment)
    for _ in 0..<2 { try call(second) }
    #expect(second.clock.slept.isEmpty)
    try call(second)
    #expect(second.clock.slept == [40])
    // Another token has a budget of its own.
    let other = try Rehearsal([.answer(200)], token: "pk_2_OTHER", environment: environment)
    try call(other)
    #expect(other.clock.slept.isEmpty)
    try checkSecrecy(of: folder.path + "/state/git-lora")
  }

  private func checkSecrecy(of folder: String) throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(files.count == 2)
    for file in files {
      let content = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
      #expect(!(file + content).contains("SECRET"))
      let rights = try FileManager.default.attributesOfItem(atPath: folder + "/" + file)
      #expect(rights[.posixPermissions] as? Int == 0o600)
    }
  }

  @Test(arguments: ["", "x", "1 2", "100 -5 inf", "100 0 nan", "\u{0}\u{0}", "9 9 9 9"])
  func brokenFilesShareNothing(content: String) throws {
    let folder = try TemporaryFolder()
    let environment = ["XDG_STATE_HOME": folder.path]
    try call(Rehearsal([Self.left(5)], environment: environment))
    let name = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/git-lora")[0]
    try folder.write("git-lora/" + name, content)
    let rehearsal = try Rehearsal([Self.left(4)], environment: environment)
    try call(rehearsal)
    #expect(rehearsal.clock.slept.isEmpty)
    #expect(rehearsal.client.callsLeft?.remaining == 4)
  }

  @Test func aFolderThatCannotBeWrittenIsNoError() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("file", "")
    for state in [file, "/proc/none", "relative", "/dev/null/x"] {
      let rehearsal = try Rehearsal(
        [Self.left(0), .answer(200)],
        environment: [
          "XDG_STATE_HOME": state
        ])
      for _ in 0..<2 { try call(rehearsal) }
      #expect(rehearsal.clock.slept == [40])
    }
  }

  @Test func testWaitsShrinkAndNeverGrow() {
    func factor(_ text: String) -> Double {
      WaitScale(environment: ["GIT_LORA_TEST_WAITS": text]).factor
    }
    #expect(factor("0.001") == 0.001 && factor("0") == 0)
    #expect(
      [factor("2"), factor("-1"), factor("x"), factor(""), factor("nan")] == [1, 1, 1, 1, 1])
    #expect(WaitScale(environment: [:]).factor == 1)
    #expect(WaitScale(environment: ["GIT_LORA_TEST_WAITS": "0.5"]).scaled(60) == 30)
  }
}
