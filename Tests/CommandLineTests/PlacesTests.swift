import Foundation
import LoraProcess
import TestSupport
import Testing

/// The kinds of working tree that people really have.
@Suite struct PlacesTests {
  @Test func fromASubfolder() throws {
    let shop = try Workshop()
    let run = try shop.lora("run", "../configs/tea.yaml", in: shop.path + "/data")
    #expect(run.status == .exited(0), "\(run.errorText)")
    #expect(
      try shop.git("show", "runs/tea:output/tea/data.json").text.contains("\"data/lines.txt\""))
  }

  @Test func inALinkedWorktree() throws {
    let shop = try Workshop()
    let linked = shop.repository.folder.path + "/linked tree"
    try shop.git("worktree", "add", "-q", "-b", "linked", linked)
    let run = try shop.lora("run", "tea", in: linked)
    #expect(run.status == .exited(0), "\(run.errorText)")
    #expect(
      FileManager.default.fileExists(atPath: linked + "/output/tea/adapter_model.safetensors"))
    #expect(try shop.git("lfs", "fsck", "runs/tea").text.contains("OK"))
  }

  @Test func inABareClonesWorktree() throws {
    let shop = try Workshop()
    let bare = shop.repository.folder.path + "/bare.git"
    let tree = shop.repository.folder.path + "/tree of bare"
    try shop.git("clone", "-q", "--bare", shop.path, bare)
    try shop.git("worktree", "add", "-q", "-b", "work", tree, in: bare)
    let run = try shop.lora("run", "tea", in: tree)
    #expect(run.status == .exited(0), "\(run.errorText)")
    #expect(try shop.git("rev-parse", "--verify", "runs/tea", in: bare).status == .exited(0))
  }

  @Test func onADetachedHead() throws {
    let shop = try Workshop()
    try shop.git("checkout", "-q", "--detach")
    #expect(try shop.lora("run", "tea").status == .exited(0))
  }

  @Test func onAnUnbornBranch() throws {
    let shop = try Workshop()
    try shop.git("checkout", "-q", "--orphan", "fresh")
    let run = try shop.lora("run", "tea")
    #expect(run.status == .exited(0), "\(run.errorText)")
    #expect(try shop.git("rev-list", "--count", "runs/tea").line == "1")
  }

  @Test func withASubmoduleAndWorktreeConfig() throws {
    let shop = try Workshop()
    let library = try TemporaryRepository(named: "library")
    try library.write("code.py", "pass\n")
    try library.commitAll()
    try shop.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", library.path, "lib")
    try shop.git("commit", "-qm", "submodule")
    try shop.git("config", "extensions.worktreeConfig", "true")
    let run = try shop.lora("run", "tea")
    #expect(run.status == .exited(0), "\(run.errorText)")
    #expect(try shop.git("ls-tree", "runs/tea", "lib").text.hasPrefix("160000"))
  }

  @Test func aConfigOutsideTheTreeIsRefused() throws {
    let shop = try Workshop()
    let outside = try shop.repository.folder.write("elsewhere.yaml", Workshop.config)
    let run = try shop.lora("run", outside)
    #expect(run.status == .exited(64))
    #expect(run.errorText.contains("outside this working tree"))
  }

  @Test func outsideARepository() throws {
    let folder = try TemporaryFolder()
    let run = try Workshop.lora(["log"], in: folder.path)
    #expect(run.status == .exited(64))
    #expect(run.errorText.contains("git init"))
  }
}
