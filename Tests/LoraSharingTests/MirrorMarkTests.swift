import LoraGit
import LoraSharing
import LoraStore
import TestSupport
import Testing

/// What a task names stays alive at the remote too.
@Suite struct MirrorMarkTests {
  private func push(_ shared: SharedRun) throws -> [PushPlan.Update] {
    let store = try shared.reopened()
    let remote = Remote(name: "origin")
    let transport = Transport(store.repository.environment)
    let plan = try PushPlanner(store, remote: remote, transport: transport, person: "Ada").plan(
      runs: [])
    _ = try PushDelivery(store, transport: transport).deliver(plan)
    return plan.updates
  }

  private func marks(_ shared: SharedRun) throws -> String {
    try shared.temporary.git(
      "for-each-ref", "--format=%(refname)", "refs/lora/mirrored", in: shared.remote
    ).line
  }

  @Test func theMarkGoesUpWithItsRun() throws {
    let shared = try SharedRun()
    try shared.store.markMirrored(shared.run)
    let mark = RunMark.mirrored.reference(of: shared.run.id)
    #expect(try push(shared).map(\.target) == ["refs/heads/runs/x", mark])
    #expect(try marks(shared) == mark)
    #expect(try push(shared) == [])
  }

  @Test func aMarkFollowsARunThatIsThereAlready() throws {
    let shared = try SharedRun()
    _ = try push(shared)
    try shared.store.markMirrored(shared.run)
    #expect(try push(shared).map(\.kind) == [.mirror])
  }

  @Test func aMarkOfARunThatStaysHereStaysHere() throws {
    let shared = try SharedRun()
    try SharedRun.land("y", weights: [4], in: shared.temporary, shared.store)
    try shared.store.markMirrored(shared.run)
    let store = try shared.reopened()
    let plan = try PushPlanner(
      store, remote: Remote(name: "origin"), transport: Transport(store.repository.environment),
      person: "Ada"
    ).plan(runs: ["runs/y"])
    #expect(plan.updates.map(\.target) == ["refs/heads/runs/y"])
  }

  @Test func removingARunKeepsItsMarkUnlessAskedOtherwise() throws {
    let shared = try SharedRun()
    try shared.store.markMirrored(shared.run)
    _ = try push(shared)
    let kept = try shared.store.planRemoval(of: shared.run, named: "runs/x")
    #expect(!kept.isReleased)
    try shared.store.remove(kept)
    #expect(try RunMark.mirrored.commits(in: shared.store) == [shared.run.id])

    #expect(try shared.store.planRemoval(of: shared.run, named: shared.run.id.hex).isDone)

    let dropped = try shared.store.planRemoval(
      of: shared.run, named: shared.run.id.hex, releasing: true)
    #expect(!dropped.isDone)
    try shared.store.remove(dropped)
    #expect(try RunMark.mirrored.commits(in: shared.store) == [])
    #expect(try RunMark.withdrawn.commits(in: shared.store) == [shared.run.id])
    let updates = try push(shared)
    #expect(updates.filter { $0.kind == .mirror }.map(\.commit) == [nil])
    #expect(try marks(shared) == "")
  }
}
