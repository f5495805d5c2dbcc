import LoraExperiment
import LoraFiles
import LoraMirror
import LoraProcess

/// What a trainer that has ended left, and what that makes of the run.
struct JudgedOutput {
  let end: TrainerEnd
  let collection: Collection
  let verdict: RunVerdict
  /// Everything that the trainer printed, but for the values of secrets in the environment: a commit
  /// is for ever.
  let log: [UInt8]
  /// Of the log's beginning, and of its end: far more than the record keeps of them.
  private static let mostOfLogEnd = 32 << 20

  /// Paths below the output folder.
  private let everything: [String]

  init(of begun: BegunRun, _ end: TrainerEnd) {
    let output = TrainerOutput(
      privateFolder: begun.area.output, outputDirectory: begun.plan.outputDirectory,
      before: begun.outputBefore)
    let redactor = LogRedactor(environment: Command.currentEnvironment)
    self.end = end
    everything = output.files.names + output.unreadable
    collection = output.collection(
      announced: end.isCutOff
        ? LastAdapter.paths(in: output, after: end.journal, folder: begun.area.output)
        : end.journal.adapterPaths,
      folder: begun.area.output, collect: begun.plan.trainer.collect)
    log = redactor.withoutValues(
      (try? RegularFile(begun.area.log).ends(
        most: Self.mostOfLogEnd, gap: Array("\n(much is left out here)\n".utf8))) ?? [])
    verdict = RunVerdict(
      end: end, adapter: AdapterCheck.finding(in: collection), left: collection.left,
      logTail: LogText.tail(log, lines: 1))
  }

  /// Whether what the trainer left is in the commit, as far as somebody wants it there.
  var takesOutput: Bool { !collection.files.isEmpty }

  /// The same run without what it left: that cannot be recorded as it is.
  func leavingEverything(because cause: String) -> JudgedOutput {
    JudgedOutput(
      leavingEverythingOf: self,
      verdict: RunVerdict(failedBy: "its output cannot be recorded: \(cause)"))
  }

  private init(leavingEverythingOf other: JudgedOutput, verdict: RunVerdict) {
    (end, log, everything) = (other.end, other.log, other.everything)
    collection = Collection(leaving: everything)
    self.verdict = verdict
  }
}
