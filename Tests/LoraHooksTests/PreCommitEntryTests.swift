import LoraHooks
import TestSupport
import Testing

@Suite struct PreCommitEntryTests {
  static let flush = "repos:\n- repo: local\n  hooks: []\nfail_fast: true\n"
  static let indented = "# ours\nrepos:  # list\n\n  - repo: local\n    hooks: []\n"

  @Test(arguments: [flush, indented])
  func entryIsInsertedAndRemoved(config: String) throws {
    let inserted = try #require(PreCommitEntry.inserting(into: config, stage: "pre-push"))
    #expect(inserted.contains("- repo: local\n"))
    #expect(inserted.contains("git-lora hook pre-push --pre-commit"))
    #expect(PreCommitEntry.removing(from: inserted) == config)
    #expect(PreCommitEntry.removing(from: config) == nil)
  }

  @Test(arguments: ["repos: []\n", "fail_fast: true\n", "repos:\n", "repos:\r\n- repo: x\r\n"])
  func otherFormsAreLeftToPeople(config: String) {
    #expect(PreCommitEntry.inserting(into: config, stage: "push") == nil)
  }

  @Test func theTeamsFileIsChangedOnlyWhenAsked() throws {
    let fixture = try HookFixture()
    try fixture.usePreCommit()
    let before = try fixture.readText(".pre-commit-config.yaml")
    let told = try fixture.installer.install().actions
    #expect(told.map(\.verb) == [.updated, .skipped])
    #expect(told[1].lines.first == "- repo: local")
    #expect(try fixture.readText(".pre-commit-config.yaml") == before)
    _ = try fixture.installer.install(writeTracked: true)
    try fixture.run("pre-commit", "validate-config")
    #expect(try fixture.installer.install().actions.map(\.verb) == [.unchanged, .unchanged])
    #expect(try fixture.installer.remove().actions.map(\.verb) == [.updated, .skipped])
    #expect(
      try fixture.installer.remove(writeTracked: true).actions.map(\.verb) == [
        .unchanged, .updated,
      ])
    #expect(try fixture.readText(".pre-commit-config.yaml") == before)
  }

  /// A clone whose owner never ran `git lora init` has the entry and no block.
  @Test func theEntryAloneChecksAPush() throws {
    let fixture = try HookFixture()
    try fixture.usePreCommit()
    _ = try fixture.installer.install(writeTracked: true)
    _ = try fixture.installer.remove()
    try fixture.repository.write("configs/a.yaml", "lora_rank: 4\n")
    try fixture.repository.commitAll()
    let pushed = try fixture.push("origin", "main")
    #expect(pushed.status.isSuccess, "\(pushed.errorText)")
    #expect(fixture.calls.first == "git-lora hook pre-push --pre-commit")
    try fixture.repository.write("configs/a.yaml", "BROKEN\n")
    let broken = try fixture.repository.commitAll()
    #expect(try !fixture.push("origin", "main").status.isSuccess)
    #expect(try fixture.remoteCommit("refs/heads/main") != broken)
  }
}
