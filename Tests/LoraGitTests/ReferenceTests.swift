import Foundation
import LoraGit
import TestSupport
import Testing

@Suite struct ReferenceTests {
  private let temporary: TemporaryRepository
  private let repository: Repository
  private let committer: Identity
  private let one: ObjectID
  private let two: ObjectID

  init() throws {
    temporary = try TemporaryRepository()
    one = try #require(ObjectID(hex: try temporary.commitAll("one")))
    two = try #require(ObjectID(hex: try temporary.commitAll("two")))
    repository = try temporary.open()
    committer = try repository.environment.identities().committer
  }

  private func kind(_ body: () throws -> Void) -> GitError.Kind? {
    do {
      try body()
      return nil
    } catch {
      return (error as? GitError)?.kind
    }
  }

  private func move(_ name: String, from old: ObjectID?, to new: ObjectID) throws {
    try repository.move(name, from: old, to: new, reason: "lora: test", by: committer)
  }

  @Test func movesByCompareAndSwap() throws {
    let name = "refs/heads/runs/x"
    try move(name, from: nil, to: one)
    #expect(kind { try move(name, from: nil, to: two) } == .moved)
    #expect(kind { try move(name, from: two, to: two) } == .moved)
    try move(name, from: one, to: two)
    #expect(try repository.reference(name) == two)
    #expect(try temporary.git("rev-parse", name).line == two.hex)
    let log = try temporary.git("log", "-g", "--format=%gs by %gn", "runs/x").text
    #expect(log == "lora: test by Ada Example\nlora: test by Ada Example\n")
    #expect(kind { try move("refs/heads/none", from: one, to: two) } == .moved)
  }

  @Test func movesAPackedReference() throws {
    try temporary.git("branch", "runs/x", one.hex)
    try temporary.git("pack-refs", "--all")
    try move("refs/heads/runs/x", from: one, to: two)
    #expect(try temporary.git("rev-parse", "runs/x").line == two.hex)
  }

  @Test(arguments: [true, false])
  func refusesNamesThatNeedAnotherToBeAFolder(packed: Bool) throws {
    try temporary.git("branch", "runs/x", one.hex)
    if packed { try temporary.git("pack-refs", "--all") }
    #expect(kind { try move("refs/heads/runs/x/y", from: nil, to: one) } == .exists)
    #expect(kind { try move("refs/heads/runs", from: nil, to: one) } == .exists)
    #expect(try repository.referenceInTheWay(of: "refs/heads/runs/x/y/z") == "refs/heads/runs/x")
    #expect(try repository.referenceInTheWay(of: "refs/heads/runs") == "refs/heads/runs/x")
    #expect(try repository.referenceInTheWay(of: "refs/heads/runs/xy") == nil)
  }

  @Test func waitsForNoLock() throws {
    try temporary.git("branch", "runs/x", one.hex)
    try temporary.write(".git/refs/heads/runs/x.lock", "")
    #expect(kind { try move("refs/heads/runs/x", from: one, to: two) } == .locked)
  }

  @Test func deletesOnlyWhatItExpects() throws {
    try move("refs/lora/active/x", from: nil, to: one)
    #expect(kind { try repository.delete("refs/lora/active/x", expecting: two) } == .moved)
    try repository.delete("refs/lora/active/x", expecting: one)
    #expect(try repository.reference("refs/lora/active/x") == nil)
    #expect(kind { try repository.delete("refs/lora/active/x", expecting: one) } == .notFound)
  }

  @Test func listsBelowAPrefix() throws {
    for name in ["runs/b", "runs/a/c", "runsx"] { try temporary.git("branch", name, one.hex) }
    try temporary.git("pack-refs", "--all")
    try temporary.git("branch", "runs/é", two.hex)
    let found = try repository.references(under: "refs/heads/runs/")
    #expect(
      found.map(\.name) == ["refs/heads/runs/a/c", "refs/heads/runs/b", "refs/heads/runs/é"])
    #expect(try repository.references(under: "refs/heads/runs/é").map(\.id) == [two])
  }

  @Test func knowsWhatIsCheckedOutAnywhere() throws {
    for name in ["side", "rebased", "bisected"] { try temporary.git("branch", name) }
    let linked = "\(temporary.folder.path)/linked"
    try temporary.git("worktree", "add", "-q", linked, "side")
    let rebasing = "\(temporary.folder.path)/rebasing"
    try temporary.git("worktree", "add", "-q", rebasing, "rebased")
    _ = try? temporary.git("rebase", "-x", "false", "--root", in: rebasing)
    let found = try repository.checkedOutBranches()
    #expect(
      found == [
        "refs/heads/main": temporary.path, "refs/heads/side": linked,
        "refs/heads/rebased": rebasing,
      ])
    #expect(try temporary.open(from: linked).checkedOutBranches() == found)
  }

  @Test func aBareRepositoryHasNothingCheckedOut() throws {
    let other = try TemporaryRepository()
    let tree = try Situation.worktreeOfBareClone.make(in: other)
    #expect(
      try temporary.open(from: tree).checkedOutBranches() == ["refs/heads/side": tree])
  }
}
