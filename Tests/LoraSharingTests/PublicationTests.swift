import Foundation
import LoraGit
import LoraSharing
import LoraStore
import TestSupport
import Testing

@Suite struct PublicationTests {
  private func isPublished(_ publication: Publication, at remote: String = "origin") -> Bool {
    if case .published(let found, _) = publication { found.name == remote } else { false }
  }

  private func reason(_ publication: Publication) -> (isKnown: Bool, words: String) {
    switch publication {
    case .published(let remote, _): (true, "published at \(remote.name)")
    case .unpublished(let words): (true, words)
    case .unknown(let words): (false, words)
    }
  }

  @Test func aRunIsPublishedOnceCommitAndWeightsAreThere() throws {
    let shared = try SharedRun()
    #expect(reason(try shared.check()) == (true, "origin has no reference that holds it"))
    try shared.pushBranch()
    let lacking = reason(try shared.check())
    #expect(lacking.isKnown && lacking.words.contains("lacks 1 of its LFS objects"))
    #expect(lacking.words.contains(shared.pointer.digest.hex))
    try shared.putObject([1, 2])
    #expect(reason(try shared.check()).words.contains("lacks 1"))
    try shared.putObject()
    #expect(
      try shared.check()
        == .published(remote: Remote(name: "origin"), address: "file://" + shared.remote))
  }

  @Test func whatGitLFSPushedIsFound() throws {
    let shared = try SharedRun()
    try shared.pushBranch()
    try shared.temporary.git("lfs", "push", "--object-id", "origin", shared.pointer.digest.hex)
    #expect(isPublished(try shared.check()))
  }

  @Test func anyReferenceThatHoldsTheCommitWillDo() throws {
    for reference in ["refs/tags/v1", "refs/lora/mirrored/x", "refs/heads/main"] {
      let shared = try SharedRun()
      try shared.putObject()
      try shared.temporary.git(
        "push", "-q", "origin", "\(shared.run.id):\(reference)",
        variables: ["GIT_LFS_SKIP_PUSH": "1"])
      #expect(isPublished(try shared.check()), "\(reference)")
    }
  }

  @Test func anAnnotatedTagStandsForItsCommit() throws {
    let shared = try SharedRun()
    try shared.putObject()
    try shared.temporary.git("tag", "-a", "-m", "release", "v1", shared.run.id.hex)
    try shared.temporary.git("push", "-q", "origin", "v1", variables: ["GIT_LFS_SKIP_PUSH": "1"])
    #expect(isPublished(try shared.check()))
  }

  @Test func aRunThatOthersBuiltOnIsFoundThroughTheirs() throws {
    let shared = try SharedRun()
    try shared.putObject()
    try shared.pushBranch()
    let other = shared.temporary.folder.path + "/other"
    try shared.temporary.git("clone", "-q", "file://" + shared.remote, other)
    try shared.temporary.git("switch", "-q", "runs/x", in: other)
    try shared.temporary.git("commit", "-q", "--allow-empty", "-m", "later", in: other)
    try shared.temporary.git(
      "push", "-q", "origin", "runs/x", in: other, variables: ["GIT_LFS_SKIP_PUSH": "1"])
    #expect(isPublished(try shared.check()))
  }

  @Test func oneOfSeveralRemotesIsEnough() throws {
    let shared = try SharedRun()
    try shared.temporary.git("remote", "add", "backup", shared.remote)
    try shared.temporary.git("remote", "set-url", "origin", "file:///nonexistent/repo.git")
    try shared.temporary.git(
      "push", "-q", "backup", "runs/x", variables: ["GIT_LFS_SKIP_PUSH": "1"])
    #expect(!reason(try shared.check()).isKnown)
    try shared.putObject()
    #expect(isPublished(try shared.check(), at: "backup"))
  }

  @Test func withoutARemoteItIsUnpublished() throws {
    let shared = try SharedRun()
    try shared.temporary.git("remote", "remove", "origin")
    #expect(reason(try shared.check()) == (true, "this repository has no remote"))
  }

  @Test func aRemoteThatCannotBeAskedIsNoAnswer() throws {
    for url in [
      "http://127.0.0.1:9/r.git", "https://user:secret@127.0.0.1:9/r.git", "/nonexistent",
    ] {
      let shared = try SharedRun()
      try shared.temporary.git("remote", "set-url", "origin", url)
      let (isKnown, words) = reason(try shared.check())
      #expect(!isKnown && words.contains("origin"))
      #expect(!words.contains("secret"))
    }
  }

  @Test func theAddressHasNoUserPart() throws {
    let shared = try SharedRun()
    try shared.putObject()
    try shared.pushBranch()
    try shared.temporary.git("remote", "set-url", "origin", "https://user:se@cret@host.example/o/r")
    try shared.temporary.git(
      "config", "url.\(shared.remote).insteadOf", "https://user:se@cret@host.example/o/r")
    #expect(isPublished(try shared.check()))
    try shared.temporary.git("config", "--unset", "url.\(shared.remote).insteadOf")
    #expect(!reason(try shared.check()).words.contains("cret"))
  }

  @Test func theRemotesOwnStorageSettingIsFollowed() throws {
    let shared = try SharedRun()
    try shared.pushBranch()
    try shared.temporary.git("config", "lfs.storage", "weights", in: shared.remote)
    let hex = shared.pointer.digest.hex
    try shared.temporary.folder.write(
      "remote.git/weights/objects/\(hex.prefix(2))/\(hex.dropFirst(2).prefix(2))/\(hex)",
      bytes: [1, 2, 3])
    #expect(isPublished(try shared.check()))
  }
}
