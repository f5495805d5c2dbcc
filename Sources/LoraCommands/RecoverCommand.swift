import ArgumentParser
import LoraExperiment
import LoraRunner
import LoraStore

/// `git lora recover`: the runs whose process vanished become commits.
struct RecoverCommand: ParsableCommand, RecordingCommand {
  static let configuration = CommandConfiguration(
    commandName: "recover",
    abstract: "Record what a run left whose process vanished.",
    discussion: """
      After a kill -9, a power cut or a full disk: the run becomes a commit by what it left. It is \
      `completed` when its trainer had finished and the adapter is sound, `stopped` with the last \
      sound checkpoint, else `failed`; the reason is in the record. A trainer that still lives is \
      not touched: `git lora attach` follows it.

      Examples:
        git lora recover                when only one run was interrupted
        git lora recover cyberpunk      a name, a branch, or the first digits of an id
        git lora recover --all
      """)

  @Argument(
    help: ArgumentHelp("A run's name, branch, or id.", valueName: "run"),
    completion: Completions.unfinishedRuns)
  var name: String?

  @Flag(name: .long, help: "All runs whose process is gone.")
  var all = false

  @Flag(name: .long, help: "Follow a trainer that still lives to its end.")
  var wait = false

  @Flag(name: .long, help: "Print as JSON.")
  var json = false

  func validate() throws {
    if all && name != nil { throw ValidationError("--all takes no run.") }
  }

  func run() throws {
    let workplace = try Workplace.here()
    let recovery = try RunRecovery(workplace)
    let presenter = RunPresenter(quiet: json)
    let runs = try chosen(in: workplace.store)
    var answers: [RecoveryAnswer] = []
    var failures: [RunFailure] = []
    for run in runs {
      let recovered: RecoveredRun
      do throws(RunFailure) {
        recovered = try recovery.recover(run, following: wait ? { presenter.show($0) } : nil)
      } catch {
        // Where all are meant, one that goes on by itself is no failure.
        if all, run.isAtWork {
          Message.note("note: " + error.message.printable)
        } else {
          failures.append(error)
        }
        answers.append(RecoveryAnswer(run, error))
        continue
      }
      presenter.finish()
      _ = try? recovered.mirror?.finish(within: 0)
      answers.append(RecoveryAnswer(recovered))
      if !json { RecoveryText.show(recovered) }
    }
    MirrorDelivery.afterwards(in: workplace)
    if json { try JSONOutput.print(RecoveriesAnswer(runs: answers)) }
    if all && runs.isEmpty && !json { Message.result("no run was interrupted") }
    try end(with: failures)
  }

  private func chosen(in store: RunStore) throws -> [RunRemains] {
    let runs = try store.remains()
    if all { return runs.filter { $0.remedy != .followed } }
    // Without a name only those count that can be ended, as long as there are any.
    let open = runs.filter { $0.remedy != .followed }
    let idle = open.filter { !$0.isAtWork }
    let candidates = name != nil ? runs : idle.isEmpty ? open : idle
    return [try ChosenRemains.one(name, of: candidates, "was interrupted")]
  }

  private func end(with failures: [RunFailure]) throws {
    guard let last = failures.last else { return }
    for failure in failures.dropLast() { Message.failure(failure) }
    throw last
  }
}

extension RunRemains {
  /// Whether it is followed, or trains.
  var isAtWork: Bool { remedy == .followed || remedy == .attach }
}
