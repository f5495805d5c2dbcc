import LoraGit
import LoraSharing
import LoraStore
import Testing

@Suite struct SharedNameTests {
  private static let tip = ObjectID(hex: String(repeating: "1", count: 40))!

  @Test(arguments: [
    ("Ada Lovelace", "refs/heads/runs/a/v1.ada-lovelace"),
    ("Grace B. Hopper", "refs/heads/runs/a/v1.grace-b-hopper"),
    ("jörg", "refs/heads/runs/a/v1.jörg"),
    ("a/b ~c^", "refs/heads/runs/a/v1.a-b--c-"),
    ("x.lock", "refs/heads/runs/a/v1.x-lock"),
  ])
  func aPersonsNameBecomesLegal(person: String, expected: String) {
    let name = SharedName(refs: RunRefs(), person: person)
    let branch = RunBranch(reference: "refs/heads/runs/a/v1", name: "a/v1", tip: Self.tip)
    #expect(name.candidate(0, for: branch) == branch.reference)
    #expect(name.candidate(1, for: branch) == expected)
    #expect(name.candidate(2, for: branch) == expected + ".2")
    #expect(Repository.isValidReference(expected))
  }

  @Test func aPatternWithAnEndKeepsIt() {
    let refs = RunRefs(pattern: "lora/{name}/run")
    let branch = RunBranch(
      reference: refs.branch(for: "x"), name: "x", tip: Self.tip)
    let name = SharedName(refs: refs, person: "Ada")
    #expect(name.candidate(1, for: branch) == "refs/heads/lora/x.ada/run")
    #expect(refs.name(of: name.candidate(1, for: branch)) == "x.ada")
  }
}
