import LoraHooks
import TestSupport
import Testing

/// Real pushes to a real remote, in the situations that hooks are found in.
@Suite struct PushTests {
  static let weights = String(repeating: "weights ", count: 1000)

  enum Situation: CaseIterable {
    case none, gitLFS, husky8, husky9, preCommit, preCommitAfterwards, ownScript
  }

  /// A repository in that situation with our hook installed and an LFS file to push.
  private func prepared(_ situation: Situation) throws -> HookFixture {
    let fixture = try HookFixture()
    switch situation {
    case .none:
      // The filters of git-lfs as `git lfs install` sets them for a user, and no hook of its own.
      try fixture.run("git", "lfs", "install", "--local", "--skip-repo")
    case .gitLFS:
      try fixture.run("git", "lfs", "install", "--local")
    case .husky8:
      try fixture.run("git", "lfs", "install", "--local", "--skip-repo")
      try fixture.useHusky8()
    case .husky9:
      try fixture.run("git", "lfs", "install", "--local", "--skip-repo")
      try fixture.useHusky9()
    case .preCommit:
      try fixture.run("git", "lfs", "install", "--local")
      try fixture.usePreCommit()
    case .preCommitAfterwards:
      try fixture.run("git", "lfs", "install", "--local")
    case .ownScript:
      try fixture.run("git", "lfs", "install", "--local", "--skip-repo")
      try fixture.writeHook(
        ".git/hooks/pre-push", "#!/bin/bash\nset -euo pipefail\ncat >/dev/null\n")
    }
    _ = try fixture.installer.install(writeTracked: true)
    if situation == .preCommitAfterwards { try fixture.usePreCommit() }
    try fixture.repository.write(".gitattributes", "*.bin filter=lfs diff=lfs merge=lfs -text\n")
    try fixture.repository.write("weights.bin", Self.weights)
    try fixture.repository.write("configs/a.yaml", "lora_rank: 4\n")
    try fixture.repository.commitAll()
    return fixture
  }

  @Test(arguments: Situation.allCases)
  func goodPushesArriveWithTheirObjects(_ situation: Situation) throws {
    let fixture = try prepared(situation)
    #expect(try fixture.installer.status().isChecking)
    let pushed = try fixture.push("origin", "main")
    #expect(pushed.status.isSuccess, "\(pushed.errorText)")
    let tip = try fixture.repository.git("rev-parse", "main").line
    #expect(try fixture.remoteCommit("refs/heads/main") == tip)
    #expect(fixture.calls.contains("refs/heads/main > refs/heads/main"))
    #expect(fixture.remoteObjects.count == 1)
  }

  @Test(arguments: Situation.allCases)
  func brokenConfigsAreRefused(_ situation: Situation) throws {
    let fixture = try prepared(situation)
    try fixture.repository.write("configs/b.yaml", "BROKEN\n")
    try fixture.repository.commitAll()
    let refused = try fixture.push("origin", "main")
    #expect(!refused.status.isSuccess)
    #expect(refused.errorText.contains("refused"))
    #expect(try fixture.remoteCommit("refs/heads/main") == nil)
    #expect(fixture.remoteObjects.isEmpty)
    #expect(try fixture.push("--no-verify", "origin", "main").status.isSuccess)
  }

  @Test(arguments: Situation.allCases)
  func nothingToPushAndDeletionsPass(_ situation: Situation) throws {
    let fixture = try prepared(situation)
    #expect(try fixture.push("origin", "main", "main:side").status.isSuccess)
    let again = try fixture.push("origin", "main")
    #expect(again.status.isSuccess, "\(again.errorText)")
    let deleted = try fixture.push("origin", ":side")
    #expect(deleted.status.isSuccess, "\(deleted.errorText)")
    #expect(try fixture.remoteCommit("refs/heads/side") == nil)
  }

  @Test func aMissingProgramWarnsAndLetsThePushThrough() throws {
    let fixture = try prepared(.none)
    try fixture.run("rm", "\(fixture.programs.path)/git-lora")
    let pushed = try fixture.push("origin", "main")
    #expect(pushed.status.isSuccess)
    #expect(pushed.errorText.contains("warning: git-lora is not on the PATH"))
    #expect(fixture.remoteObjects.count == 1)
  }

  @Test func manyRefsReachBothReaders() throws {
    let fixture = try prepared(.ownScript)
    try fixture.writeHook(
      ".git/hooks/pre-push", "#!/bin/sh\nwc -l >'\(fixture.programs.path)/count'\n")
    _ = try fixture.installer.install()
    let refs = (1...400).map { "create refs/heads/branch-\($0) HEAD\n" }.joined()
    try fixture.repository.write(".git/refs.txt", refs)
    try fixture.run("sh", "-c", "git update-ref --stdin <.git/refs.txt")
    #expect(try fixture.push("-q", "origin", "refs/heads/*:refs/heads/*").status.isSuccess)
    #expect(fixture.calls.count == 402)
    let count = String(decoding: try fixture.programs.read("count"), as: UTF8.self)
    #expect(count.filter(\.isNumber) == "401")
  }

  @Test func linkedWorktreesShareTheHook() throws {
    let fixture = try prepared(.gitLFS)
    let folder = "\(fixture.repository.folder.path)/linked"
    try fixture.repository.git("worktree", "add", "-q", "-b", "side", folder)
    #expect(try fixture.push("origin", "side", from: folder).status.isSuccess)
    #expect(fixture.calls.contains("refs/heads/side > refs/heads/side"))
  }
}

extension HookFixture {
  /// `.husky/pre-push` and `.husky/_/husky.sh` in the way husky 8 lays them out.
  func useHusky8() throws {
    try repository.git("config", "core.hooksPath", ".husky")
    try writeHook(
      ".husky/_/husky.sh",
      """
      if [ -z "$husky_skip_init" ]; then
        readonly husky_skip_init=1
        export husky_skip_init
        sh -e "$0" "$@"
        exit $?
      fi

      """)
    try writeHook(
      ".husky/pre-push",
      "#!/usr/bin/env sh\n. \"$(dirname -- \"$0\")/_/husky.sh\"\n\nread -r line || true\n")
  }

  /// `core.hooksPath = .husky/_`, whose hooks run the team's files through `sh -e`: husky 9.
  func useHusky9() throws {
    try repository.git("config", "core.hooksPath", ".husky/_")
    try writeHook(".husky/_/.gitignore", "*\n")
    try writeHook(
      ".husky/_/h",
      """
      #!/usr/bin/env sh
      hook=$(dirname "$(dirname "$0")")/$(basename "$0")
      [ ! -f "$hook" ] && exit 0
      sh -e "$hook" "$@"
      exit $?

      """)
    try writeHook(".husky/_/pre-push", "#!/usr/bin/env sh\n. \"$(dirname \"$0\")/h\"\n")
    try writeHook(".husky/pre-push", "read -r line || true\n", mode: 0o644)
  }

  /// The real pre-commit framework, with one hook that needs no network.
  func usePreCommit() throws {
    try repository.write(
      ".pre-commit-config.yaml",
      """
      repos:
      - repo: local
        hooks:
        - id: nothing
          name: nothing
          entry: "true"
          language: system
          always_run: true
          pass_filenames: false

      """)
    try run("pre-commit", "install", "-t", "pre-push")
  }
}
