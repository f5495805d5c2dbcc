import Foundation
import LoraProcess
import TestSupport
import Testing

/// A repository does not decide where a run's files go.
@Suite struct TrackedLinkTests {
  private func names(_ folder: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  }

  private func link(_ path: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
  }

  @Test func nothingIsWrittenThroughALinkThatTheRepositoryTracks() throws {
    let team = try SharedWorkshop()
    let run = try team.train(weight: 201)
    let elsewhere = team.shop.repository.folder.path + "/elsewhere"
    try FileManager.default.createDirectory(atPath: elsewhere, withIntermediateDirectories: true)
    try FileManager.default.removeItem(atPath: team.shop.path + "/output")
    try link(team.shop.path + "/output", to: elsewhere)
    try team.shop.git("add", "-f", "output")
    try team.shop.git("commit", "-qm", "link")
    let refused = try team.lora("checkout", run)
    #expect(refused.status == .exited(75))
    #expect(refused.errorText.contains("/output is a symbolic link that the repository tracks"))
    #expect(refused.errorText.contains("--to FOLDER"))
    let trained = try team.lora("run", "tea", weight: 202)
    #expect(
      trained.errorText.contains("symbolic link that the repository tracks"), "\(trained.errorText)"
    )
    #expect(names(elsewhere).isEmpty)
    #expect(try team.lora("checkout", run, "--to", elsewhere + "/here").status == .exited(0))
  }

  @Test func aLinkBelowTheRunsFolderIsRefusedToo() throws {
    let team = try SharedWorkshop()
    let run = try team.train(weight: 201)
    try FileManager.default.removeItem(atPath: team.shop.path + "/output/tea")
    try link(team.shop.path + "/output/tea", to: "../.git/hooks")
    try team.shop.git("add", "-f", "output/tea")
    let before = names(team.shop.path + "/.git/hooks").sorted()
    #expect(try team.lora("checkout", run).status == .exited(75))
    #expect(names(team.shop.path + "/.git/hooks").sorted() == before)
  }

  @Test func theUsersOwnLinkIsFollowed() throws {
    let team = try SharedWorkshop()
    let disk = team.shop.repository.folder.path + "/large disk"
    try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
    try link(team.shop.path + "/output", to: disk)
    let trained = try team.lora("run", "tea", weight: 201)
    #expect(trained.status == .exited(0), "\(trained.errorText)")
    #expect(names(disk + "/tea").contains("adapter_model.safetensors"))
    try FileManager.default.removeItem(atPath: disk + "/tea")
    #expect(try team.lora("checkout", "runs/tea").status == .exited(0))
    #expect(names(disk + "/tea").contains("run.json"))
  }

  @Test func aNameThatGitWouldNotWriteIsNotWritten() throws {
    let team = try SharedWorkshop()
    let run = try team.train(weight: 201)
    let shop = team.shop
    // mktree takes what no index would.
    let blob = try shop.git("rev-parse", "\(run):output/tea/run.json").line
    let hooks = try tree("100755 blob \(blob)\tpost-checkout", shop)
    let git = try tree("040000 tree \(hooks)\t.git", shop)
    let output = try tree("040000 tree \(git)\ttea", shop)
    let top = try tree("040000 tree \(output)\toutput", shop)
    let words = try shop.git("log", "-1", "--format=%B", run).text
    let forged = try shop.git("commit-tree", "-p", "main", "-m", words, top).line
    let refused = try team.lora("checkout", forged)
    #expect(!refused.status.isSuccess)
    #expect(refused.errorText.contains("none that Git would write"), "\(refused.errorText)")
    #expect(!names(shop.path + "/output/tea").contains(".git"))
  }

  private func tree(_ line: String, _ shop: Workshop) throws -> String {
    try TemporaryRepository.shell("printf '\(line)\\n' | git mktree", in: shop.path).line
  }
}
