import LoraClickUp
import LoraConfig
import LoraExperiment
import LoraGit
import LoraIntake
import LoraMirror
public import LoraPosting
import LoraStore
import LoraTasks

/// The task's side of a run: which task it reports to, and the start of the report. Without a task
/// all of it is nothing, and whatever ClickUp does, the run goes on.
struct TaskReporting {
  let workplace: Workplace
  let report: (RunNotice) -> Void

  /// The task, read before anything is written if ClickUp answers, with what people said there
  /// since the run before. Nil when the run has none, or the team has no board.
  func task(of plan: RunPlan, asked: String?) throws(RunFailure) -> RunTask? {
    guard let link = try link(of: plan, asked) else {
      suggestMentioned()
      return nil
    }
    guard let mirror = workplace.mirror else {
      if !link.isGuessed {
        report(.note("nothing goes to the task \(link.reference): .lorarc has no clickup section"))
      }
      return nil
    }
    guard let task = try read(link, in: mirror) else { return nil }
    if case .unreached(let reason) = task.reading {
      report(.note("the task \(link.reference) was not read: \(reason)"))
    }
    showNews(of: task, since: lastRun(of: plan), from: mirror)
    if let files = untrained(on: task, by: plan) {
      report(
        .note(
          "on the task, but not trained on: \(files); git lora pull-data \(task.id) brings what is "
            + "new there"))
    }
    return task
  }

  /// Data that the task holds and the run does not read, in words; nil: there is none.
  private func untrained(on task: RunTask, by plan: RunPlan) -> String? {
    guard case .read(let read) = task.reading, let top = try? workplace.top() else { return nil }
    let titles = UntrainedData.attachments(
      of: read, beyond: plan.data.files.map(\.path), below: top
    ).map(\.title)
    guard !titles.isEmpty else { return nil }
    let more = titles.count - Self.mostTitles
    return titles.prefix(Self.mostTitles).joined(separator: ", ")
      + (more > 0 ? " and \(more) more" : "")
  }

  private static let mostTitles = 5

  private func showNews(of task: RunTask, since run: Int?, from mirror: RepositoryMirror) {
    guard let unread = mirror.unread(on: task, since: run) else { return }
    if !unread.news.isEmpty { report(.news(task, unread.news)) }
    mirror.markRead(unread)
  }

  /// Starts to tell the task of the run.
  func begin(_ begun: BegunRun) -> LiveMirror? {
    guard let mirror = workplace.mirror else { return nil }
    // Of runs before this one first.
    try? mirror.catchUp()
    guard let task = begun.recording.task else { return nil }
    let plan = begun.plan
    let title = RunTitle(
      name: plan.name.text, config: plan.configPath, host: HostIdentity.current().name)
    let live = LiveMirror(of: plan.id, on: task.id, titled: title, in: mirror) {
      (try? Workplace.open())?.mirror
    }
    let source = begun.recording.source
    live.began(
      StartComment(
        title: title, trainer: plan.trainer.name, baseModel: plan.baseModel?.path,
        data: plan.data, settings: plan.config.resolvedSettings(folder: plan.folder),
        source: SourceState(
          commit: source.commit?.hex, tree: source.tree.hex, dirty: source.isDirty,
          untracked: source.untracked),
        untrained: untrained(on: task, by: plan), isFollowed: mirror.settings.report == .update))
    return live
  }

  /// Goes on with what another process has begun to tell; nil when it has told nothing.
  func resume(_ begun: BegunRun) -> LiveMirror? {
    guard let mirror = workplace.mirror, let open = try? mirror.outbox.openRuns(),
      let task = open.first(where: { $0.run == begun.plan.id })?.task
    else { return nil }
    let title = RunTitle(
      name: begun.plan.name.text, config: begun.plan.configPath, host: HostIdentity.current().name)
    return LiveMirror(of: begun.plan.id, on: task, titled: title, in: mirror) {
      (try? Workplace.open())?.mirror
    }
  }

  private func link(of plan: RunPlan, _ asked: String?) throws(RunFailure) -> TaskLink? {
    let head = try failing { () throws(GitError) in try workplace.repository.head() }
    do throws(TaskLinkError) {
      return try TaskLink.find(
        option: asked, config: plan.config.clickupTask,
        branch: head.reference.map(RunRefs.short))
    } catch {
      throw RunFailure(error.kind, error.description, hint: error.hint)
    }
  }

  /// A commit that speaks of a task may belong to it; a run is not put there on that alone.
  private func suggestMentioned() {
    guard workplace.settings.clickup != nil,
      let head = try? workplace.repository.head().commit,
      let message = try? workplace.repository.commit(head).message,
      let task = TaskReference.mentioned(in: message).first
    else { return }
    report(.note("HEAD mentions the task \(task); --task \(task) would report to it"))
  }

  private func read(_ link: TaskLink, in mirror: RepositoryMirror) throws(RunFailure) -> RunTask? {
    do throws(TaskLookup.Failure) {
      let task = try mirror.task(link)
      guard case .unreached = task.reading, link.reference.isCustom else { return task }
      report(
        .note(
          "nothing goes to the task \(link.reference) now: what ClickUp calls it is known only "
            + "online; git lora sync --adopt RUN makes up for it"))
      return nil
    } catch {
      guard !link.isGuessed else {
        report(.note("nothing goes to the task \(link.reference) of the branch's name: \(error)"))
        return nil
      }
      throw error.failure(of: link)
    }
  }

  /// When the branch's last run was committed, in milliseconds since 1970.
  private func lastRun(of plan: RunPlan) -> Int? {
    guard let run = try? workplace.store.run(plan.branch) else { return nil }
    return run.commit.committer.seconds * 1000
  }
}

extension Workplace {
  /// The way from this repository's runs to their tasks; nil when the team has no board.
  public var mirror: RepositoryMirror? {
    settings.clickup.map { RepositoryMirror(store, settings: $0) }
  }
}

extension TaskLink {
  /// Nobody said that the run belongs to the task.
  fileprivate var isGuessed: Bool { if case .branch = origin { true } else { false } }
}

extension TaskLinkError {
  fileprivate var kind: RunFailure.Kind {
    if case .notATask(_, from: .option) = self { .usage } else { .badConfig }
  }
}

extension TaskLookup.Failure {
  fileprivate func failure(of link: TaskLink) -> RunFailure {
    let kind: RunFailure.Kind = link.origin == .option ? .usage : .badConfig
    return switch self {
    case .link(let error):
      RunFailure(kind, error.description, hint: error.hint)
    case .clickUp(let error):
      RunFailure(
        kind, "the task \(link.reference) (\(link.origin.words)) cannot be used: \(error)",
        hint: error.hint)
    }
  }
}
