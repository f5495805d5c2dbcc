import LoraClickUp
import LoraPosting
import LoraRunner
import LoraStore
import LoraTasks

/// What people answered to a run: their comments on its task since, and where they moved it.
struct RunAnswers {
  private let task: String
  private let news: TaskNews

  /// Nil when the run has no task, the team no board, or ClickUp no answer; the last is said.
  init?(to run: LoggedRun, in workplace: Workplace) throws {
    guard let mirror = workplace.mirror,
      let task = try workplace.store.record(of: run).clickupTask,
      let reference = TaskReference(task)
    else { return nil }
    self.task = task
    do {
      news = mirror.foreign(
        try TaskNews.read(
          reference.id(), since: run.commit.committer.seconds * 1000, from: try mirror.service()),
        on: reference.id())
    } catch {
      Message.note("what people said on the task \(task) is not known: \(error)".printable)
      return nil
    }
  }

  func show() {
    guard !news.isEmpty else { return }
    Message.result("\n" + Terminal.output.styled("on the task \(task.printable) since", .bold))
    for line in NewsText(news).lines { Message.result("  " + line) }
  }
}
