import Foundation
import LoraClickUp
import LoraConfig
import LoraExperiment
import LoraFiles
import LoraMirror
import LoraStore

/// An outbox in a folder of its own, a board, and deliverers that come and go.
final class Workbench {
  let clock: VirtualClock
  let fate: Fate
  let board: MemoryBoard
  let outbox: Outbox
  let folder: String
  let task = TaskID("86a3kx9d2")
  var publication = RunWhereabouts.published(link: "https://host/x")
  /// As `.lorarc` has them now.
  var statuses: ClickUpSettings.Statuses?
  /// The runs that the repository knows, by commit.
  var runs: [String: VersionDecision.Run] = [:]

  convenience init(faults: any FaultSource = NoFaults()) {
    self.init(on: MemoryBoard(clock: VirtualClock(), faults: faults))
  }

  /// Another machine that works on the same board.
  init(on board: MemoryBoard) {
    (self.board, clock, fate) = (board, board.clock, board.fate)
    // In memory where there is such a place: thousands of syncs.
    let shared = FileManager.default.isWritableFile(atPath: "/dev/shm")
    folder = (shared ? "/dev/shm/" : NSTemporaryDirectory()) + "lora-mirror-\(UUID().uuidString)"
    outbox = Outbox(
      in: folder + "/lora", objects: LFSObjects(folder: folder + "/lfs")
    ) { [fate] () throws(StoreError) in
      if !fate.step() { throw StoreError.file(FileError("be alive", "", code: 3)) }
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func deliverer(stop: StopFlag = StopFlag()) -> Deliverer {
    let rules = DeliveryRules(
      statuses: statuses, versionField: "模型版本号", publication: { [unowned self] _ in publication },
      lookUp: { [unowned self] in runs[$0] },
      isOfSomeRun: { _, _, _ in false })
    return Deliverer(
      service: board, outbox: outbox, rules: rules, clock: clock, stop: stop)
  }

  /// Nobody else delivers here. But a program that a test beside this one starts holds every lock of
  /// this process for the moment between its fork and its exec.
  @discardableResult
  func deliver(for seconds: Double = 100_000) throws -> DeliveryReport {
    while true {
      let report = try deliverer().deliver(until: clock.now + seconds)
      if !report.isBusy { return report }
      usleep(200)
    }
  }

  func write(
    _ key: EffectKey.Kind, _ number: Int = 1, of run: RunID, rebuilt: Bool = false,
    _ effect: Effect
  ) throws {
    try outbox.write(
      Wish(
        EffectKey(run, key, number), of: run, on: task, since: clock.now, isRebuilt: rebuilt,
        effect))
  }

  /// A file that waits in the outbox under its own bytes.
  func spooled(_ name: String, _ content: String) throws -> Upload {
    let path = folder + "/" + name
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    try Data(content.utf8).write(to: URL(fileURLWithPath: path))
    let pointer = try outbox.keep(path)
    return Upload(
      name: name, type: "text/plain", digest: pointer.digest, bytes: pointer.bytes, place: .spool,
      last: 4)
  }

  /// A run that has landed and is known.
  func landed(
    _ commit: String, ended: String = "2026-11-24T10:00:00.000Z", attachedAs: EffectKey? = nil
  ) -> LandedVersion {
    let version = LandedVersion(
      name: "x", commit: commit, folder: "output/x", adapter: nil, adapterName: nil, ended: ended,
      attachedAs: attachedAs)
    runs[commit] = VersionDecision.Run(
      commit: commit, ended: EventTime.milliseconds(ended) ?? 0)
    return version
  }

  var texts: [String] { board.state.comments.map(\.text) }
  var titles: [String] { board.state.attachments.map(\.title) }
}
