import LoraExperiment
import LoraGit
import LoraStore
import Testing

@Suite struct RunRefsTests {
  @Test(arguments: [
    ("cyberpunk", "cyberpunk"), ("a/v1", "a/v1"), ("my style", "my-style"), ("a..b", "a-.b"),
    ("a....b", "a---.b"), (".hidden/x", "-hidden/x"), ("x.lock", "x-lock"), ("x.", "x-"),
    ("@", "-"),
    ("a@{b", "a-{b"), ("/a//b/", "a/b"), ("", "-"), ("赛博朋克", "赛博朋克"),
    ("a\tb~^:?*[\\", "a-b-------"),
    ("a.lock.", "a.lock-"), ("..", "--"), ("...", "---"),
  ])
  func replacesWhatGitForbids(name: String, legal: String) {
    #expect(RefName.mending(name) == legal)
    #expect(Repository.isValidReference(RunRefs().branch(for: name)))
  }

  @Test(arguments: ["runs/{name}", "team/runs/{name}", "{name}", "lora/{name}/runs", "runs"])
  func aBranchNamesItsRun(pattern: String) {
    let refs = RunRefs(pattern: pattern)
    let branch = refs.branch(for: "a/v1")
    #expect(branch.hasPrefix("refs/heads/"))
    #expect(refs.name(of: branch) == "a/v1")
    #expect(refs.name(of: "refs/tags/x") == nil)
  }

  @Test func otherBranchesAreNoRuns() {
    #expect(RunRefs().name(of: "refs/heads/main") == nil)
    #expect(RunRefs().name(of: "refs/heads/runs/") == nil)
    #expect(RunRefs.short("refs/heads/runs/x") == "runs/x")
  }

  @Test func anActiveReferenceHoldsTheID() {
    let id = RunID()
    #expect(RunRefs.id(ofActive: RunRefs.active(id)) == id)
    #expect(RunRefs.id(ofActive: "refs/lora/active/x") == nil)
    #expect(Repository.isValidReference(RunRefs.active(id)))
  }

  /// A mark behind the slash, or behind the name's place, makes one character of the two.
  @Test(arguments: ["runs/{name}", "runs/{name}\u{301}", "{name}/\u{301}runs"])
  func aBranchNamesItsRunByBytes(pattern: String) {
    let refs = RunRefs(pattern: pattern)
    for name in ["\u{301}x", "caf\u{E9}", "cafe\u{301}"] {
      let found = refs.name(of: refs.branch(for: name))
      #expect(found.map { Array($0.utf8) } == Array(name.utf8))
    }
    #expect(
      refs.branch(for: "caf\u{E9}").utf8.count + 1 == refs.branch(for: "cafe\u{301}").utf8.count)
  }

  @Test func aShortNameLosesNoMark() {
    #expect(RunRefs.short("refs/heads/\u{301}x").utf8.count == 3)
  }
}
