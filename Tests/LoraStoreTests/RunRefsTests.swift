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
}
