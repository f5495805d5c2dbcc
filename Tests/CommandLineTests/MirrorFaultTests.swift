import Foundation
import Glibc
import LoraJSON
import LoraProcess
import TestSupport
import Testing

/// Runs that report to the sandbox while answers are lost and git-lora is killed, each program as
/// people start it. `bench/mirror-faults` does the same with hundreds of seeds.
@Suite struct MirrorFaultTests {
  private static let statuses =
    "  statuses: {running: in progress, review: review}\n"
    + "  fields: {version: 模型版本号, storage: 存储地址}\n"

  /// What is done, and answered by an error or by silence, is looked for and not done twice.
  @Test(arguments: [
    #"{"effect": "status", "status": 503, "work": true"#, #"{"effect": "drop-after""#,
  ])
  func aWriteIsSentOnce(effect: String) throws {
    let board = try MirrorBoard(statuses: Self.statuses)
    let routes = [
      "PUT /v2/task/*", "POST /v2/task/*/field/*", "POST /v2/task/*/comment",
      "POST /v2/task/*/attachment",
    ]
    try board.setFaults(routes.map { effect + #", "nth": 1, "route": "\#($0)"}"# })
    _ = try board.lora("run", "tea", "--quiet")
    try board.settle()
    let struck = try board.requests().filter { $0["fault"]?.string != nil }
    #expect(struck.count == routes.count)
    for request in struck {
      let same = try board.requests().filter {
        $0["method"] == request["method"] && $0["path"] == request["path"]
          && $0["bytes"] == request["bytes"] && $0["worked"]?.integer == 200
      }
      #expect(same.count == 1, "\(request)")
    }
    try board.expectOneOfEach()
  }

  /// Killed when it has said so much, or when the run has become a commit and nothing of it is told.
  @Test(arguments: [nil, 5, 9, 16])
  func aKilledReportIsFinished(requests: Int?) throws {
    let board = try MirrorBoard(statuses: Self.statuses)
    try board.setFaults([
      #"{"route": "POST /v2/task/*/comment", "effect": "drop-after", "nth": [1, 3]}"#,
      #"{"route": "POST /v2/task/*/attachment", "effect": "lost", "nth": 2}"#,
    ])
    let run = try board.start("run", "tea", "--quiet")
    let branch = board.shop.path + "/.git/refs/heads/runs/tea"
    while try run.poll() == nil {
      let isTime =
        if let requests { try board.requests().count >= requests } else {
          access(branch, F_OK) == 0
        }
      if isTime { run.signal(SIGKILL) }
      usleep(500)
    }
    _ = try run.wait()
    try board.settle()
    guard access(branch, F_OK) == 0 else { return try expectInterruption(on: board) }
    let standing = try board.lora("sync", "--status", "--json")
    let entries = try JSONValue(parsing: standing.text)["entries"]?.array ?? []
    let uncertain = entries.filter { $0["standing"]?.string == "uncertain" }.count
    let state = try board.expectOneOfEach()
    #expect(state.marks.contains { $0.contains("/summary-") }, "\(state.marks)")
    #expect(state.titles.count + uncertain == 3, "\(state.titles), \(entries)")
    #expect(state.versions == [try board.shop.git("rev-parse", "runs/tea").line])
  }

  /// A run whose process was killed before there was a commit does not pass for one that runs.
  private func expectInterruption(on board: MirrorBoard) throws {
    let kinds = try board.expectOneOfEach().marks.map { $0.split(separator: "/").last }
    #expect(kinds.contains("interruption-1"), "\(kinds)")
    #expect(!kinds.contains("summary-1"))
  }

  /// That its process is gone, once its trainer is, too; and the end that another process gave it.
  @Test func aRunThatVanishedIsToldOnItsTask() throws {
    let board = try MirrorBoard(
      statuses: "  statuses: {running: in progress, review: review, failed: blocked}\n",
      trainer: #"while [ ! -e "$GIT_LORA_STOP" ] && [ -d "$GIT_LORA_OUTPUT" ]; do sleep 0.05; done"#
    )
    let run = try board.start("run", "tea", "--quiet")
    while try board.status() != "in progress" { usleep(20_000) }
    run.signal(SIGKILL)
    _ = try run.wait()
    _ = try board.lora("sync")
    #expect(try board.status() == "in progress")
    let bench = Strandings(shop: board.shop)
    let id = try #require(try bench.listed().first?["id"]?.string)
    try board.shop.repository.write(".git/lora/runs/\(id)/stop", "")
    try bench.waitUntilGone()
    _ = try board.lora("sync")
    try expectInterruption(on: board)
    #expect(try board.status() == "blocked")
    let writes = try board.writes()
    _ = try board.lora("sync")
    #expect(try board.writes() == writes)

    #expect(try board.lora("recover").status == .exited(0))
    try board.settle()
    #expect(try board.status() == "review")
    let marks = try board.expectOneOfEach().marks
    #expect(marks.contains { $0.hasSuffix("/summary-1") }, "\(marks)")
    let told = try board.writes()
    _ = try board.lora("recover", "--all")
    _ = try board.lora("sync")
    #expect(try board.writes() == told)
  }

  /// A reference that cannot be written, as when a killed process left it locked, costs the mark that
  /// keeps the commit, not the report.
  @Test func aMarkThatCannotBeSetSilencesNothing() throws {
    let board = try MirrorBoard(statuses: Self.statuses)
    _ = try board.shop.git("update-ref", "refs/lora/mirrored", "HEAD")
    let run = try board.lora("run", "tea", "--quiet")
    #expect(run.status == .exited(0), "\(run.errorText)")
    let state = try board.expectOneOfEach()
    #expect(state.marks.contains { $0.contains("/summary-") }, "\(state.marks)")
  }

  /// A trainer that tells its environment tells the team, too.
  @Test func aSecretInAnEventDoesNotReachTheTask() throws {
    let secret = "a1b2c3d4e5f6a7b8"
    let pause = #"printf '{"v":1,"seq":3,"time":"t","type":"pause","message":"no %s"}\n' $HF_TOKEN"#
    let board = try MirrorBoard(
      statuses: Self.statuses, trainer: Workshop.trainer + pause + " >> \"$GIT_LORA_EVENTS\"\n")
    _ = try board.start(["run", "tea", "--quiet"], variables: ["HF_TOKEN": secret]).wait()
    let told = try String(contentsOfFile: board.sandbox.state + "/journal.jsonl", encoding: .utf8)
    #expect(told.contains("no [redacted]") && !told.contains(secret))
  }

  /// No program that git-lora starts learns the token.
  @Test func theTokenStaysInTheProcess() throws {
    let board = try MirrorBoard(statuses: Self.statuses)
    let folder = board.shop.path + "/watched"
    try board.shop.repository.write(
      "watched/git",
      """
      #!/bin/sh
      [ -z "$CLICKUP_TOKEN" ] || echo "$@" >> "$0.told"
      echo "$@" >> "$0.called"
      PATH=${PATH#*:} exec git "$@"

      """)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: folder + "/git")
    let path = folder + ":" + (Workshop.environment["PATH"] ?? "")
    #expect(
      try board.start(["run", "tea", "--quiet"], variables: ["PATH": path]).wait() == .exited(0))
    #expect(access(folder + "/git.called", F_OK) == 0)
    #expect((try? String(contentsOfFile: folder + "/git.told", encoding: .utf8)) == nil)
  }
}
