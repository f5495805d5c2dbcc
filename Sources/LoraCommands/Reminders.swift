import LoraGit
import LoraHooks
import LoraRunner
import LoraStore

/// Things a person should hear about although they asked for something else; a line each, and never
/// in the way of an answer.
enum Reminders {
  /// Runs whose process has vanished, and finished ones that are on no branch.
  static func strandedRuns(in store: RunStore) {
    let gone = ((try? store.activeRuns()) ?? []).filter { $0.standing == .interrupted }
    if let words = ActiveRunWords.reminder(of: gone) { Message.note("note: " + words.printable) }
    for run in (try? store.keptRuns()) ?? [] {
      Message.note("note: " + ActiveRunWords.kept(run).printable)
    }
  }

  /// A hook that no longer checks pushes, in a repository that was set up for it.
  static func uncheckedPushes(in workplace: Workplace) {
    guard workplace.settingsBytes != nil,
      let status = try? HookInstaller(git: workplace.repository.environment).status(),
      !status.isChecking
    else { return }
    let remedy = status.remedy.map { " (\($0))" } ?? ""
    Message.note("note: \(status.words.printable)\(remedy)")
  }
}
