import Foundation
import LoraProcess
import TestSupport
import Testing

/// Real pushes through the hook that `git lora init` installed, in the situations that hooks are
/// found in.
@Suite struct HookCommandTests {
  enum Situation: CaseIterable {
    case none, gitLFS, husky, preCommit
  }

  /// A workshop in that situation, set up, with a bare remote `origin`.
  private struct Bench {
    let shop: Workshop
    var remote: String { shop.repository.folder.path + "/remote.git" }

    init(_ situation: Situation) throws {
      shop = try Workshop()
      try shop.git("init", "-q", "--bare", remote)
      try shop.git("remote", "add", "origin", remote)
      switch situation {
      case .none: break
      case .gitLFS: try shop.git("lfs", "install", "--local")
      case .husky:
        let hook = shop.path + "/.husky/pre-push"
        try shop.repository.write(".husky/pre-push", "#!/bin/sh\ntouch .git/husky-ran\n")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: hook)
        try shop.git("config", "core.hooksPath", ".husky")
        try shop.repository.commitAll("husky")
      case .preCommit:
        try shop.repository.write(".pre-commit-config.yaml", Self.preCommitSettings)
        let installed = try Command(
          "pre-commit", ["install", "-t", "pre-push"], environment: variables, folder: shop.path
        ).run()
        #expect(installed.status == .exited(0), "\(installed.errorText)")
      }
      let ready = try shop.lora("init", "--write-tracked", variables: ["HOME": home])
      #expect(ready.status == .exited(0), "\(ready.errorText)")
      try shop.repository.commitAll("git-lora")
    }

    private static let preCommitSettings = """
      repos:
      - repo: local
        hooks:
        - id: nothing
          name: nothing
          entry: touch .git/pre-commit-ran
          language: system
          always_run: true
          pass_filenames: false

      """

    /// pre-commit keeps a cache.
    private var home: String { shop.repository.folder.path }
    private var variables: [String: String] {
      Workshop.environment.merging(["HOME": home]) { $1 }
    }

    func push(_ words: String...) throws -> Output {
      try Command("git", ["push"] + words, environment: variables, folder: shop.path).run()
    }

    /// Expects the push to arrive.
    func expectPush(_ words: String...) throws {
      let pushed = try Command(
        "git", ["push"] + words, environment: variables, folder: shop.path
      ).run()
      #expect(pushed.status == .exited(0), "\(pushed.errorText)")
    }

    func commitBrokenConfig() throws {
      try shop.repository.write(
        "configs/tea.yaml", Workshop.config.replacing("lora_rank", with: "lora_rang"))
      try shop.repository.commitAll("broken")
    }

    /// The references that the remote has, with their commits.
    var references: String {
      get throws { try shop.git("for-each-ref", in: remote).text }
    }

    func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
  }

  @Test(arguments: Situation.allCases)
  func brokenConfigsStayAtHome(_ situation: Situation) throws {
    let bench = try Bench(situation)
    try bench.expectPush("-q", "origin", "main")
    let before = try bench.references
    #expect(before.contains("refs/heads/main"))
    try bench.commitBrokenConfig()
    let refused = try bench.push("origin", "main")
    #expect(refused.status != .exited(0))
    #expect(
      refused.errorText.contains("configs/tea.yaml:4:1: error: unknown key 'lora_rang'"),
      "\(refused.errorText)")
    #expect(refused.errorText.contains("did you mean 'lora_rank'?"))
    #expect(refused.errorText.contains("git push --no-verify"))
    #expect(try bench.references == before)
    try bench.expectPush("-q", "--no-verify", "origin", "main")
    #expect(try bench.references != before)
  }

  @Test(arguments: Situation.allCases)
  func runsArriveWithTheirWeights(_ situation: Situation) throws {
    let bench = try Bench(situation)
    let run = try bench.shop.lora("run", "tea")
    #expect(run.status == .exited(0), "\(run.errorText)")
    try bench.expectPush("-q", "origin", "runs/tea")
    let oid = try bench.shop.git("lfs", "ls-files", "-l", "runs/tea").line.prefix(64)
    let object = "lfs/objects/\(oid.prefix(2))/\(oid.dropFirst(2).prefix(2))/\(oid)"
    #expect(bench.exists("\(bench.remote)/\(object)"))
    switch situation {
    case .husky: #expect(bench.exists(bench.shop.path + "/.git/husky-ran"))
    case .preCommit: #expect(bench.exists(bench.shop.path + "/.git/pre-commit-ran"))
    case .none, .gitLFS: break
    }
  }

  @Test(arguments: Situation.allCases)
  func tagsAreCheckedAndDeletionsPass(_ situation: Situation) throws {
    let bench = try Bench(situation)
    try bench.shop.git("tag", "-a", "-m", "good", "good")
    try bench.expectPush("-q", "origin", "good", "main:side")
    try bench.commitBrokenConfig()
    try bench.shop.git("tag", "-a", "-m", "bad", "bad")
    let refused = try bench.push("-q", "origin", "bad")
    #expect(refused.status != .exited(0))
    #expect(refused.errorText.contains("refs/tags/bad"), "\(refused.errorText)")
    try bench.expectPush("-q", "origin", ":side")
    let names = try bench.shop.git("for-each-ref", "--format=%(refname)", in: bench.remote).text
    #expect(names == "refs/tags/good\n")
  }

  @Test func aRunIsCheckedForItsOwnConfigAlone() throws {
    let bench = try Bench(.none)
    try bench.shop.repository.write("configs/other.yaml", "lora_rang: 8\n")
    try bench.shop.git("add", "configs/other.yaml")
    _ = try bench.shop.lora("run", "tea")
    #expect(try bench.shop.git("show", "runs/tea:configs/other.yaml").line == "lora_rang: 8")
    try bench.expectPush("-q", "origin", "runs/tea")
  }

  @Test func brokenSettingsAreRefusedToo() throws {
    let bench = try Bench(.none)
    try bench.shop.repository.write(".lorarc", "outptu: results\n")
    try bench.shop.repository.commitAll("settings")
    let refused = try bench.push("-q", "origin", "main")
    #expect(refused.errorText.contains(".lorarc:1:1: error: unknown key 'outptu'"))
    #expect(try bench.references.isEmpty)
  }
}
