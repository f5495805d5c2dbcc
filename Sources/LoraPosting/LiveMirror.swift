public import LoraClickUp
public import LoraExperiment
public import LoraMirror
import LoraReview
public import LoraStore

/// One run while it happens: what there is to say goes into the outbox, and another thread brings
/// it to ClickUp. Training waits for neither, and no trouble here ends it.
public final class LiveMirror {
  public let run: RunID
  private let repository: RepositoryMirror
  private var mirror: RunMirror
  private let delivery: BackgroundDelivery
  /// The first thing that could not be written into the outbox.
  public private(set) var trouble: StoreError?

  /// - Parameter reopen: the same repository once more, for the other thread.
  public init(
    of run: RunID, on task: TaskID, titled title: RunTitle, in repository: RepositoryMirror,
    reopen: @escaping @Sendable () -> RepositoryMirror?
  ) {
    self.run = run
    self.repository = repository
    mirror = RunMirror(
      run: run, task: task, title: title, settings: repository.settings,
      outbox: repository.outbox)
    delivery = BackgroundDelivery { stop in try? reopen()?.deliverer(stop: stop) }
  }

  public var outbox: Outbox { repository.outbox }

  public func began(_ start: StartComment) {
    noting { () throws(StoreError) in try mirror.began(start) }
  }

  public func saw(_ event: TrainingEvent) {
    noting { () throws(StoreError) in try mirror.event(event) }
  }

  /// The run is a commit: it is kept alive from now on, since its task will name it.
  public func landed(_ commit: String) {
    noting { () throws(StoreError) in
      let run = try repository.store.run(commit)
      repository.keepAlive(run)
      try mirror.landed(try repository.result(of: run))
    }
  }

  /// What became of it all within `seconds`.
  public func finish(within seconds: Double) throws(StoreError) -> DeliveryReport {
    if let report = delivery.finish(within: seconds) { return report }
    return try repository.outbox.standing()
  }

  private func noting(_ body: () throws(StoreError) -> Void) {
    do { try body() } catch { trouble = trouble ?? error }
  }
}
