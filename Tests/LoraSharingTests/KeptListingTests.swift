import Foundation
import LoraGit
import LoraSharing
import LoraStore
import TestSupport
import Testing

/// Which second names of LFS objects are still needed.
@Suite struct KeptListingTests {
  private func push(_ shared: SharedRun) throws {
    let store = try shared.reopened()
    let transport = Transport(store.repository.environment)
    let plan = try PushPlanner(
      store, remote: Remote(name: "origin"), transport: transport, person: "Ada"
    ).plan(runs: [])
    _ = try PushDelivery(store, transport: transport).deliver(plan)
  }

  private func listed(_ shared: SharedRun) throws -> [KeptObject] {
    try shared.reopened().keptObjects()
  }

  @Test func oneIsNeededUntilARemoteHasCommitAndObject() throws {
    let shared = try SharedRun()
    #expect(
      try listed(shared) == [
        KeptObject(
          digest: shared.pointer.digest, bytes: 3, runs: [shared.run.id], need: .onlyHere)
      ])
    // The commit alone is not enough.
    try shared.pushBranch()
    #expect(try listed(shared).map(\.need) == [.onlyHere])
    try push(shared)
    let published = try listed(shared)
    #expect(published.map(\.need) == [.published])
    // Nor is the remote that once had it.
    try shared.temporary.git("update-ref", "-d", "refs/remotes/origin/runs/x")
    #expect(try listed(shared).map(\.need) == [.onlyHere])
  }

  @Test func oneOfTwoRunsIsEnoughToNeedIt() throws {
    let shared = try SharedRun()
    try push(shared)
    let (other, _) = try SharedRun.land(
      "y", weights: [1, 2, 3], in: shared.temporary, shared.store)
    let both = try listed(shared)
    #expect(both.map(\.need) == [.onlyHere])
    #expect(both.map(\.runs) == [[shared.run.id, other.id].sorted()])
  }

  @Test func whatNoReferenceLeadsToIsToldApart() throws {
    let shared = try SharedRun()
    let file = try shared.temporary.folder.write("loose", bytes: [9])
    let loose = try shared.store.objects.put(file)
    let need = Dictionary(try listed(shared).map { ($0.digest, $0.need) }) { $1 }
    #expect(need == [shared.pointer.digest: .onlyHere, loose.digest: .unreachable])
    let removed = try shared.store.planRemoval(of: shared.run, named: "runs/x")
    try shared.store.remove(removed)
    #expect(
      try listed(shared).first { $0.digest == shared.pointer.digest }?.need == .onlyHere)
  }

  @Test func oneThatIsDroppedIsGone() throws {
    let shared = try SharedRun()
    let kept = try #require(try listed(shared).first)
    try shared.store.dropKept(kept)
    #expect(try listed(shared).isEmpty)
    let folder = shared.temporary.path + "/.git/lora/objects"
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    try shared.store.objects.check(shared.pointer)
  }
}
