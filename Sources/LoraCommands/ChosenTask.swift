import LoraClickUp
import LoraExperiment
import LoraGit
import LoraReview
import LoraRunner
import LoraStore
import LoraTasks

/// The task that somebody means by a task's id, its address, a run, or nothing at all.
struct ChosenTask {
  let reference: TaskReference
  /// The run that was named.
  let run: TaskRuns.Run?

  init(_ typed: String?, in workplace: Workplace) throws {
    let store = workplace.store
    guard let typed else {
      self = try Self.current(in: workplace)
      return
    }
    if let run = try? store.run(typed) {
      reference = try Self.task(of: run, named: typed, in: store)
      self.run = TaskRuns.Run(branch: typed, run: run)
    } else if let reference = TaskReference(typed) {
      self.reference = reference
      run = nil
    } else {
      throw RunFailure(
        .usage, "'\(typed)' is neither a run nor a task".printable,
        hint: "a task is named by the last part of its address: 86a3kx9d2, or DEV-12")
    }
  }

  private init(_ reference: TaskReference, run: TaskRuns.Run?) {
    self.reference = reference
    self.run = run
  }

  /// The branch's own task, else that of the newest run.
  private static func current(in workplace: Workplace) throws -> ChosenTask {
    let branch = try workplace.repository.head().reference.map(RunRefs.short)
    if let link = try? TaskLink.find(option: nil, config: nil, branch: branch) {
      return ChosenTask(link.reference, run: nil)
    }
    if let newest = try RunLookup(store: workplace.store).newest(),
      let task = try workplace.store.record(of: newest.run).clickupTask.flatMap({
        TaskReference($0)
      })
    {
      return ChosenTask(task, run: TaskRuns.Run(branch: newest.branch, run: newest.run))
    }
    throw RunFailure(
      .usage, "which task?",
      hint: "name a task or a run: neither this branch nor the newest run names a task")
  }

  private static func task(of run: LoggedRun, named name: String, in store: RunStore) throws
    -> TaskReference
  {
    guard let task = try store.record(of: run).clickupTask else {
      throw RunFailure(
        .usage, "the run \(name) belongs to no task".printable,
        hint: "clickup_task in its config names one")
    }
    guard let reference = TaskReference(task) else {
      throw RunFailure(TaskLinkError.notATask(task, from: .config))
    }
    return reference
  }
}
