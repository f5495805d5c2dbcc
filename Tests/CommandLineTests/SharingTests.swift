import Foundation
import Glibc
import LoraProcess
import TestSupport
import Testing

/// `git lora push` and `git lora fetch` between clones and a remote with LFS.
@Suite struct SharingTests {
  @Test func twoClonesRunTheSameConfigOfflineAndBothPush() throws {
    let team = try SharedWorkshop()
    let (ada, bob) = (try team.clone("ada"), try team.clone("bob"))
    let first = try team.train(in: ada, weight: 201)
    let second = try team.train(in: bob, by: "Bob B.", weight: 202)
    #expect(try team.lora("push", in: ada).status == .exited(0))
    let pushed = try team.lora("push", in: bob, by: "Bob B.")
    #expect(pushed.status == .exited(0), "\(pushed.errorText)")
    #expect(pushed.text.contains("as runs/tea.bob-b"))
    let references = try team.remoteReferences()
    #expect(references["refs/heads/runs/tea"] == first)
    #expect(references["refs/heads/runs/tea.bob-b"] == second)

    let third = try team.clone("third")
    let fetched = try team.lora("fetch", in: third)
    #expect(fetched.status == .exited(0), "\(fetched.errorText)")
    for (run, original) in [(first, ada), (second, bob)] {
      let folder = "\(third)/../out \(run)"
      let written = try team.lora("checkout", run, "--to", folder, in: third)
      #expect(written.status == .exited(0), "\(written.errorText)")
      let name = "/adapter_model.safetensors"
      let bytes = try Data(contentsOf: URL(fileURLWithPath: folder + name))
      let trained = try Data(contentsOf: URL(fileURLWithPath: original + "/output/tea" + name))
      #expect(bytes == trained)
    }
    #expect(
      try Data(contentsOf: URL(fileURLWithPath: ada + "/output/tea/adapter_model.safetensors"))
        != Data(contentsOf: URL(fileURLWithPath: bob + "/output/tea/adapter_model.safetensors")))
    let checked = try team.lora("fsck", in: third)
    #expect(checked.text.contains("2 runs checked: all whole"), "\(checked.text)")
    #expect(try team.shop.git("lfs", "fsck", second, in: third).text.contains("OK"))
  }

  /// A stock push without git-lfs's hook leaves the weights behind; objects may go at the remote.
  @Test func aPushBringsObjectsThatTheRemoteLacks() throws {
    let team = try SharedWorkshop()
    let run = try team.train(weight: 201)
    try team.shop.git("push", "-q", "--no-verify", "origin", "runs/tea")
    let clone = try team.clone("clone")
    #expect(try team.lora("fetch", in: clone).status != .exited(0))
    #expect(try team.lora("push").status == .exited(0))
    #expect(try team.lora("fetch", in: clone).status == .exited(0))
    #expect(try team.shop.git("lfs", "fsck", run, in: clone).text.contains("OK"))
    // A second push knows that all is there.
    let objects = team.remote + "/lfs/objects"
    try FileManager.default.removeItem(atPath: objects)
    #expect(try team.lora("push").status == .exited(0))
    #expect(!FileManager.default.fileExists(atPath: objects))
  }

  @Test func aBranchWithoutItsCommitHoldsNoOtherBack() throws {
    let team = try SharedWorkshop()
    let run = try team.train(weight: 201)
    let lost = String(repeating: "ab", count: 20)
    let file = team.shop.path + "/.git/refs/heads/runs/lost"
    try Data("\(lost)\n".utf8).write(to: URL(fileURLWithPath: file))
    let push = try team.lora("push")
    #expect(push.status == .exited(65))
    #expect(push.errorText.contains("runs/lost is left out: "), "\(push.errorText)")
    #expect(try team.remoteReferences()["refs/heads/runs/tea"] == run)
  }

  /// Of history that the remote has, nothing need be here.
  @Test func anEarlierCommitThatIsMissingHoldsNothingBack() throws {
    let team = try SharedWorkshop()
    let first = try team.train(weight: 201)
    _ = try team.lora("push")
    try FileManager.default.removeItem(atPath: team.shop.path + "/.git/lora/whole")
    let second = try team.train(weight: 202)
    let object = team.shop.path + "/.git/objects/\(first.prefix(2))/\(first.dropFirst(2))"
    try FileManager.default.removeItem(atPath: object)
    let push = try team.lora("push")
    #expect(push.status == .exited(0), "\(push.errorText)")
    #expect(try team.remoteReferences()["refs/heads/runs/tea"] == second)
  }

  @Test func laterRunsFollowUnderTheSamePersonsName() throws {
    let team = try SharedWorkshop()
    let (ada, bob) = (try team.clone("ada"), try team.clone("bob"))
    let other = try team.clone("other")
    try team.train(in: ada, weight: 201)
    try team.train(in: bob, by: "Bob", weight: 202)
    _ = try team.lora("push", in: ada)
    _ = try team.lora("push", in: bob, by: "Bob")
    let later = try team.train(in: bob, by: "Bob", weight: 203)
    _ = try team.lora("push", in: bob, by: "Bob")
    #expect(try team.remoteReferences()["refs/heads/runs/tea.bob"] == later)
    // A second Bob, whose history is another one.
    let parted = try team.train(in: other, by: "Bob", weight: 204)
    let pushed = try team.lora("push", in: other, by: "Bob")
    #expect(pushed.text.contains("as runs/tea.bob.2"))
    #expect(try team.remoteReferences()["refs/heads/runs/tea.bob.2"] == parted)
  }

  @Test func nothingGoesUpTwice() throws {
    let team = try SharedWorkshop()
    try team.train(weight: 201)
    _ = try team.lora("push")
    let (references, objects) = (try team.remoteReferences(), try team.remoteObjects())
    let again = try team.lora("push")
    #expect(again.text.contains("origin has every run already"))
    #expect(try team.remoteReferences() == references)
    #expect(try team.remoteObjects() == objects)
    try team.train(weight: 202)
    let third = try team.lora("push", "--json").text
    #expect(third.contains("\"objects\" : 1,"))
    let after = try team.remoteObjects()
    #expect(after.count == 2)
    #expect(objects.allSatisfy { after[$0.key] == $0.value })
  }

  @Test func manyBranchesCostOneUploadAndNoMore() throws {
    let team = try SharedWorkshop()
    let run = try team.train(weight: 201)
    let creations = (1...40).map { "create refs/heads/runs/n\($0) \(run)\n" }.joined()
    try team.shop.repository.write(".git/creations", creations)
    _ = try TemporaryRepository.shell("git update-ref --stdin <.git/creations", in: team.shop.path)
    let calls = team.shop.repository.folder.path + "/calls"
    let real = try TemporaryRepository.shell("command -v git-lfs", in: team.shop.path).line
    let counter = try team.shop.repository.folder.write(
      "counter/git-lfs", "#!/bin/sh\necho \"$1\" >>'\(calls)'\nexec '\(real)' \"$@\"\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: counter)
    try team.shop.git("lfs", "install", "--local")
    let path =
      (counter as NSString).deletingLastPathComponent + ":"
      + (Workshop.environment["PATH"] ?? "")
    let pushed = try team.lora("push", variables: ["PATH": path])
    #expect(pushed.status == .exited(0), "\(pushed.errorText)")
    #expect(try team.remoteReferences().count == 42)
    let called = try String(contentsOfFile: calls, encoding: .utf8).split(separator: "\n")
    // git-lfs's own hook runs once, told that there is nothing to do.
    #expect(called.filter { $0 == "push" }.count == 1)
    #expect(called.filter { $0 == "pre-push" }.count == 1)
  }

  @Test func aPushThatTheServerCutsOffGoesOnLater() throws {
    let team = try SharedWorkshop()
    let run = try team.train(weight: 201)
    let hook = team.remote + "/hooks/pre-receive"
    try Data("#!/bin/sh\necho full >&2\nexit 1\n".utf8).write(to: URL(fileURLWithPath: hook))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: hook)
    let cut = try team.lora("push")
    #expect(cut.status == .exited(75))
    #expect(cut.errorText.contains("origin refused runs/tea"))
    #expect(try team.remoteReferences()["refs/heads/runs/tea"] == nil)
    try FileManager.default.removeItem(atPath: hook)
    #expect(try team.lora("push").status == .exited(0))
    #expect(try team.remoteReferences()["refs/heads/runs/tea"] == run)
    let clone = try team.clone("clone")
    #expect(try team.lora("fetch", in: clone).status == .exited(0))
    #expect(try team.lora("fsck", "--remote", in: clone).status == .exited(0))
  }

  @Test func aKilledPushGoesOnLater() throws {
    let team = try SharedWorkshop()
    let run = try team.train(weight: 201)
    let (hook, reached) = (team.remote + "/hooks/pre-receive", team.remote + "/reached")
    try Data("#!/bin/sh\ntouch '\(reached)'\nsleep 60\n".utf8)
      .write(to: URL(fileURLWithPath: hook))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: hook)
    let push = try ChildProcess(
      Command(
        "git-lora", ["push"], environment: Workshop.environment, folder: team.shop.path,
        output: .discard, errors: .discard, ownGroup: true))
    while !FileManager.default.fileExists(atPath: reached) { usleep(20_000) }
    push.signalGroup(SIGKILL)
    _ = try push.wait()
    #expect(try team.remoteReferences()["refs/heads/runs/tea"] == nil)
    try FileManager.default.removeItem(atPath: hook)
    let again = try team.lora("push")
    #expect(again.status == .exited(0), "\(again.errorText)")
    #expect(try team.remoteReferences()["refs/heads/runs/tea"] == run)
  }

  @Test func aServerWithoutLFSIsNamedAndNoRunGoesThere() throws {
    let team = try SharedWorkshop()
    try team.train(weight: 201)
    let server = try PlainServer(answer: "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
    try team.shop.git("config", "lfs.url", "http://127.0.0.1:\(server.port)/nothing")
    let pushed = try team.lora("push")
    #expect(pushed.status == .exited(75))
    #expect(pushed.errorText.contains("the server behind origin has no Git LFS"))
    #expect(pushed.errorText.contains("remote.origin.lfsurl"))
    #expect(try team.remoteReferences().keys.sorted() == ["refs/heads/main"])
  }

  @Test func fetchBringsWhatItCanFromAServerWithoutLFS() throws {
    let team = try SharedWorkshop()
    let run = try team.train(weight: 201)
    _ = try team.lora("push")
    let clone = team.shop.repository.folder.path + "/clone"
    try team.shop.git("init", "-q", clone)
    try team.shop.git("remote", "add", "origin", "file://" + team.remote, in: clone)
    let server = try PlainServer(answer: "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
    try team.shop.git("config", "lfs.url", "http://127.0.0.1:\(server.port)/nothing", in: clone)
    let fetched = try team.lora("fetch", in: clone)
    #expect(fetched.status == .exited(75))
    #expect(fetched.text.contains("origin/runs/tea  new, \(run.prefix(7))"))
    #expect(fetched.errorText.contains("the server behind origin has no Git LFS"))
    #expect(try team.shop.git("rev-parse", "origin/runs/tea", in: clone).line == run)
  }

  @Test func aBrokenConfigIsRefusedBeforeAnythingGoesUp() throws {
    let team = try SharedWorkshop()
    try team.train(weight: 201)
    try team.forge("output/tea/config.yaml", "lora_rnk: 8\n")
    let refused = try team.lora("push")
    #expect(refused.status == .exited(78))
    #expect(refused.errorText.contains("lora_rnk"))
    #expect(refused.errorText.contains("git lora push --no-verify"))
    #expect(try team.remoteReferences().keys.sorted() == ["refs/heads/main"])
    #expect(try team.remoteObjects().isEmpty)
    #expect(try team.lora("push", "--no-verify").status == .exited(0))
  }

  @Test func stockGitPushStaysRight() throws {
    let team = try SharedWorkshop()
    #expect(try team.lora("init").status == .exited(0))
    let run = try team.train(weight: 201)
    try team.shop.git("push", "-q", "origin", "runs/tea")
    #expect(try team.remoteObjects().count == 1)
    #expect(try team.lora("push").text.contains("has every run already"))
    #expect(try team.remoteReferences()["refs/heads/runs/tea"] == run)
  }

  @Test func tagsOfRunsTravelAndOthersDoNot() throws {
    let team = try SharedWorkshop()
    let run = try team.train(weight: 201)
    try team.shop.git("tag", "-a", "-m", "good", "v1", run)
    try team.shop.git("tag", "mine", "main")
    #expect(try team.lora("push").status == .exited(0))
    #expect(try team.remoteReferences().keys.filter { $0.contains("tags") } == ["refs/tags/v1"])
    let clone = try team.clone("clone")
    try team.shop.git("tag", "v2", run)
    _ = try team.lora("push")
    _ = try team.lora("fetch", in: clone)
    #expect(
      try team.shop.git("rev-parse", "v1^{commit}", "v2", in: clone).text == "\(run)\n\(run)\n")
    try team.shop.git("tag", "-f", "v1", "runs/tea", in: team.shop.path)
    let other = try team.lora("push")
    #expect(other.errorText.contains("origin has another tag v1"))
  }

  @Test func aNamedRunGoesUpWithWhatIsBelowIt() throws {
    let team = try SharedWorkshop()
    let first = try team.train(weight: 201)
    try team.train(weight: 202)
    #expect(try team.lora("push", "origin", "tea~1").status == .exited(0))
    #expect(try team.remoteReferences()["refs/heads/runs/tea"] == first)
    #expect(try team.remoteObjects().count == 1)
    let unknown = try team.lora("push", "nowhere")
    #expect(unknown.status == .exited(64))
    #expect(unknown.errorText.contains("neither a remote nor a run"))
  }

  @Test func fetchForwardsWhatIsBehindAndNeverWhatIsCheckedOut() throws {
    let team = try SharedWorkshop()
    let first = try team.train(weight: 201)
    _ = try team.lora("push")
    let (idle, busy) = (try team.clone("idle"), try team.clone("busy"))
    try team.shop.git("branch", "runs/tea", "origin/runs/tea", in: idle)
    try team.shop.git("checkout", "-q", "-b", "runs/tea", "origin/runs/tea", in: busy)
    let second = try team.train(weight: 202)
    _ = try team.lora("push")
    let forwarded = try team.lora("fetch", in: idle)
    #expect(forwarded.status == .exited(0), "\(forwarded.errorText)")
    #expect(try team.shop.git("rev-parse", "runs/tea", in: idle).line == second)
    let kept = try team.lora("fetch", in: busy)
    #expect(kept.errorText.contains("checked out"))
    #expect(try team.shop.git("rev-parse", "runs/tea", in: busy).line == first)
    #expect(try team.shop.git("status", "--porcelain", in: busy).text.isEmpty)
  }

  @Test(arguments: [([], 1), (["--all"], 2), (["--no-objects"], 0), (["tea~1"], 1)])
  func fetchBringsTheObjectsAskedFor(words: [String], count: Int) throws {
    let team = try SharedWorkshop()
    let first = try team.train(weight: 201)
    try team.train(weight: 202)
    _ = try team.lora("push")
    let clone = try team.clone("clone")
    let fetched = try Workshop.lora(["fetch"] + words, in: clone)
    #expect(fetched.status == .exited(0), "\(fetched.errorText)")
    let objects = FileManager.default.enumerator(atPath: clone + "/.git/lfs/objects")?.allObjects
    #expect((objects as? [String] ?? []).filter { $0.count > 64 }.count == count)
    if words == ["tea~1"] {
      #expect(FileManager.default.fileExists(atPath: try team.adapter(of: first, in: clone)))
    }
  }

  @Test func aRunFollowsAnothersFilesThatWereCheckedOut() throws {
    let team = try SharedWorkshop()
    try team.train(weight: 201)
    _ = try team.lora("push")
    let clone = try team.clone("clone")
    _ = try team.lora("fetch", in: clone)
    #expect(try team.lora("checkout", "origin/runs/tea", in: clone).status == .exited(0))
    let run = try team.lora("run", "tea", in: clone, weight: 202)
    #expect(run.status == .exited(0), "\(run.errorText)")
  }

  @Test func aPushThatIsOvertakenLooksAgain() throws {
    let team = try SharedWorkshop()
    let bob = try team.clone("bob")
    let theirs = try team.train(in: bob, by: "Bob", weight: 201)
    let ours = try team.train(weight: 202)
    // The hook runs after our look at the remote and before our push.
    try team.shop.repository.write(
      ".git/hooks/pre-push", "#!/bin/sh\ngit -C '\(bob)' lora push >/dev/null\n")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: team.shop.path + "/.git/hooks/pre-push")
    let pushed = try team.lora("push")
    #expect(pushed.status == .exited(0), "\(pushed.errorText)")
    let references = try team.remoteReferences()
    #expect(references["refs/heads/runs/tea"] == theirs)
    #expect(references["refs/heads/runs/tea.ada-example"] == ours)
  }

  @Test func objectsThatAreNotHereAreNamedBeforeAnythingGoesUp() throws {
    let team = try SharedWorkshop()
    try team.train(weight: 201)
    _ = try team.lora("push")
    let clone = try team.clone("clone")
    try team.shop.git("branch", "runs/tea", "origin/runs/tea", in: clone)
    let second = team.shop.repository.folder.path + "/second.git"
    try team.shop.git("init", "-q", "--bare", second)
    try team.shop.git("remote", "add", "second", "file://" + second, in: clone)
    let refused = try team.lora("push", "second", in: clone)
    #expect(refused.status == .exited(65))
    #expect(refused.errorText.contains("not on this machine"))
    #expect(try team.shop.git("for-each-ref", in: second).text.isEmpty)
    _ = try team.lora("fetch", "origin", in: clone)
    #expect(try team.lora("push", "second", in: clone).status == .exited(0))
    #expect(try team.shop.git("for-each-ref", in: second).text.contains("refs/heads/runs/tea"))
  }

  @Test(arguments: [["--filter=blob:none"], ["--depth=1", "--no-single-branch"]])
  func partialAndShallowClonesShareToo(options: [String]) throws {
    let team = try SharedWorkshop()
    try team.train(weight: 201)
    _ = try team.lora("push")
    try team.shop.git("config", "uploadpack.allowFilter", "true", in: team.remote)
    let clone = team.shop.repository.folder.path + "/clone"
    try TemporaryRepository.git(
      ["clone", "-q"] + options + ["file://" + team.remote, clone], in: team.shop.path)
    #expect(try team.lora("fetch", in: clone).status == .exited(0))
    let run = try team.train(in: clone, by: "Bob", weight: 202)
    let pushed = try team.lora("push", in: clone, by: "Bob")
    #expect(pushed.status == .exited(0), "\(pushed.errorText)")
    #expect(try team.remoteReferences()["refs/heads/runs/tea"] == run)
    #expect(try team.remoteObjects().count == 2)
    #expect(try team.lora("fsck", in: clone).status == .exited(0))
  }

  @Test func aDryRunSendsNothing() throws {
    let team = try SharedWorkshop()
    try team.train(weight: 201)
    let planned = try team.lora("push", "--dry-run")
    #expect(planned.status == .exited(0))
    #expect(planned.text.contains("runs/tea"))
    #expect(try team.remoteReferences().keys.sorted() == ["refs/heads/main"])
    #expect(try team.remoteObjects().isEmpty)
  }
}
