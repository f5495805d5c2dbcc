import Foundation
import LoraHooks
import TestSupport
import Testing

@Suite struct HookInstallerTests {
  private func verbs(_ report: SetupReport) -> [SetupAction.Verb] { report.actions.map(\.verb) }

  @Test func aRepositoryWithoutHooksGetsTheReviewableScript() throws {
    let fixture = try HookFixture()
    #expect(try fixture.installer.status().state == .missing)
    let planned = try fixture.installer.install(dryRun: true)
    #expect(!fixture.exists(".git/hooks/pre-push"))
    let done = try fixture.installer.install()
    #expect(planned == done)
    #expect(verbs(done) == [.created])
    #expect(done.notes == [HookInstaller.gitLFSNote])
    #expect(try fixture.readText(".git/hooks/pre-push") == HookBlock.script)
    #expect(try fixture.mode(".git/hooks/pre-push") & 0o100 != 0)
    #expect(try fixture.installer.status().state == .installed)
    let again = try fixture.installer.install()
    #expect(verbs(again) == [.unchanged])
    #expect(again.notes.isEmpty)
    #expect(verbs(try fixture.installer.remove()) == [.removed])
    #expect(!fixture.exists(".git/hooks/pre-push"))
    #expect(verbs(try fixture.installer.remove()) == [.unchanged])
  }

  @Test func anotherHookKeepsItsContentAndPermissions() throws {
    let fixture = try HookFixture()
    let own = "#!/bin/bash\nnpm test\n"
    try fixture.writeHook(".git/hooks/pre-push", own, mode: 0o750)
    #expect(verbs(try fixture.installer.install()) == [.updated])
    #expect(try fixture.readText(".git/hooks/pre-push").hasSuffix("\nnpm test\n"))
    #expect(try fixture.mode(".git/hooks/pre-push") == 0o750)
    #expect(verbs(try fixture.installer.remove()) == [.updated])
    #expect(try fixture.readText(".git/hooks/pre-push") == own)
    #expect(try fixture.mode(".git/hooks/pre-push") == 0o750)
  }

  @Test func anOlderBlockIsUpgradedInPlace() throws {
    let fixture = try HookFixture()
    let old = HookBlock.script.replacing("version 1", with: "version 0") + "npm test\n"
    try fixture.writeHook(".git/hooks/pre-push", old)
    #expect(try fixture.installer.status().state == .outdated)
    #expect(verbs(try fixture.installer.install()) == [.updated])
    #expect(try fixture.readText(".git/hooks/pre-push") == HookBlock.script + "npm test\n")
  }

  @Test func aNewerBlockIsLeftAlone() throws {
    let fixture = try HookFixture()
    let newer = HookBlock.script.replacing("version 1", with: "version 2")
    try fixture.writeHook(".git/hooks/pre-push", newer)
    #expect(try fixture.installer.status().isChecking)
    #expect(verbs(try fixture.installer.install()) == [.unchanged])
    #expect(try fixture.readText(".git/hooks/pre-push") == newer)
  }

  @Test func anUnterminatedBlockIsRefused() throws {
    let fixture = try HookFixture()
    let cut = String(HookBlock.script.prefix(200))
    try fixture.writeHook(".git/hooks/pre-push", cut)
    let path = try fixture.installer.status().location.path
    #expect(throws: HookError.unterminatedBlock(path: path, line: 2)) {
      try fixture.installer.install()
    }
    #expect(throws: HookError.unterminatedBlock(path: path, line: 2)) {
      try fixture.installer.remove()
    }
    #expect(try fixture.readText(".git/hooks/pre-push") == cut)
  }

  @Test(arguments: ["#!/usr/bin/env python3\nprint()\n", "#!/usr/bin/perl\n", "\u{7f}ELF\0\0"])
  func aProgramInAnotherLanguageIsNotTouched(content: String) throws {
    let fixture = try HookFixture()
    try fixture.writeHook(".git/hooks/pre-push", content)
    let report = try fixture.installer.install()
    #expect(verbs(report) == [.skipped])
    #expect(report.actions[0].lines == ["git-lora hook pre-push \"$@\""])
    #expect(try fixture.readText(".git/hooks/pre-push") == content)
    #expect(try !fixture.installer.status().isChecking)
  }

  @Test func aProgramThatCallsGitLoraCounts() throws {
    let fixture = try HookFixture()
    try fixture.writeHook(
      ".git/hooks/pre-push", "#!/usr/bin/python3\n# runs git-lora hook pre-push\n")
    #expect(try fixture.installer.status().state == .calledByHand)
    #expect(verbs(try fixture.installer.install()) == [.unchanged])
  }

  @Test func aHookSwitchedOffIsNotSwitchedOn() throws {
    let fixture = try HookFixture()
    try fixture.writeHook(".git/hooks/pre-push", "#!/bin/sh\nexit 1\n", mode: 0o644)
    #expect(try fixture.installer.status().state == .notExecutable)
    #expect(verbs(try fixture.installer.install()) == [.skipped])
    #expect(try fixture.mode(".git/hooks/pre-push") == 0o644)
  }

  @Test(arguments: [true, false])
  func teamHooksAreChangedOnlyWhenAsked(isHusky9: Bool) throws {
    let fixture = try HookFixture()
    try isHusky9 ? fixture.useHusky9() : fixture.useHusky8()
    let before = try fixture.readText(".husky/pre-push")
    let mode = try fixture.mode(".husky/pre-push")
    let told = try fixture.installer.install()
    #expect(verbs(told) == [.skipped])
    #expect(told.actions[0].subject == ".husky/pre-push")
    #expect(told.actions[0].lines.first?.hasPrefix("# >>> git-lora") == true)
    #expect(try fixture.readText(".husky/pre-push") == before)
    #expect(verbs(try fixture.installer.install(writeTracked: true)) == [.updated])
    #expect(try fixture.installer.status().state == .installed)
    #expect(try fixture.mode(".husky/pre-push") == mode)
    #expect(verbs(try fixture.installer.remove()) == [.skipped])
    #expect(verbs(try fixture.installer.remove(writeTracked: true)) == [.updated])
    #expect(try fixture.readText(".husky/pre-push") == before)
  }

  @Test func linesToAddAreTheBlockItself() throws {
    let fixture = try HookFixture()
    try fixture.useHusky8()
    let lines = try fixture.installer.install().actions[0].lines
    let text = try fixture.readText(".husky/pre-push")
    let split = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    try fixture.writeHook(
      ".husky/pre-push", "\(split[0])\n\(lines.joined(separator: "\n"))\n\(split[1])")
    #expect(try fixture.installer.status().state == .installed)
  }

  @Test func anIgnoredFolderInTheTreeIsThisClonesOwn() throws {
    let fixture = try HookFixture()
    try fixture.repository.git("config", "core.hooksPath", "local-hooks/")
    try fixture.repository.write(".gitignore", "local-hooks\n")
    #expect(verbs(try fixture.installer.install()) == [.created])
    #expect(fixture.exists("local-hooks/pre-push"))
  }

  @Test func aFolderOutsideTheRepositoryIsNeverWritten() throws {
    let fixture = try HookFixture()
    try fixture.repository.git("config", "core.hooksPath", fixture.programs.path)
    let report = try fixture.installer.install(writeTracked: true)
    #expect(verbs(report) == [.skipped])
    #expect(!report.actions[0].lines.isEmpty)
    #expect(!FileManager.default.fileExists(atPath: "\(fixture.programs.path)/pre-push"))
  }

  @Test func aLinkIsFollowedToTheFileItNames() throws {
    let fixture = try HookFixture()
    try fixture.writeHook("scripts/pre-push", "#!/bin/sh\nnpm test\n")
    let link = "\(fixture.repository.path)/.git/hooks/pre-push"
    try FileManager.default.createSymbolicLink(
      atPath: link, withDestinationPath: "../../scripts/pre-push")
    #expect(verbs(try fixture.installer.install()) == [.skipped])
    #expect(verbs(try fixture.installer.install(writeTracked: true)) == [.updated])
    #expect(try fixture.readText("scripts/pre-push").hasSuffix("\nnpm test\n"))
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link).hasPrefix("../"))
    try fixture.run("rm", "scripts/pre-push")
    #expect(throws: HookError.self) { try fixture.installer.install() }
  }

  @Test func gitLFSRemovingTheBlockIsNoticed() throws {
    let fixture = try HookFixture()
    try fixture.run("git", "lfs", "install", "--local")
    _ = try fixture.installer.install()
    #expect(throws: (any Error).self) { try fixture.run("git", "lfs", "update") }
    #expect(try fixture.installer.status().state == .installed)
    try fixture.run("git", "lfs", "update", "--force")
    #expect(try fixture.installer.status().state == .missing)
    #expect(verbs(try fixture.installer.install()) == [.updated])
  }

  @Test func preCommitMovingTheBlockAsideKeepsItInForce() throws {
    let fixture = try HookFixture()
    _ = try fixture.installer.install()
    try fixture.usePreCommit()
    #expect(try fixture.installer.status().state == .installed)
    #expect(verbs(try fixture.installer.install()) == [.unchanged, .skipped])
    #expect(verbs(try fixture.installer.remove()) == [.removed])
    #expect(!fixture.exists(".git/hooks/pre-push.legacy"))
    _ = try fixture.installer.install()
    try fixture.run("pre-commit", "install", "-f", "-t", "pre-push")
    #expect(try fixture.installer.status().state == .missing)
  }
}
