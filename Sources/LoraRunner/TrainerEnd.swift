public import LoraProcess

/// What is known when the trainer's process has gone.
public struct TrainerEnd: Sendable {
  /// Nil: nobody could see how it ended, since its supervisor was killed before.
  public var status: LoraProcess.ExitStatus?
  public var journal: RunJournal
  public var stop: StopCause?
  public var seconds: Double
  /// Whether it was cut off together with the process that followed it: what it left last then
  /// counts, a checkpoint if need be.
  public var isCutOff = false

  /// What it said itself counts where its exit status is not known.
  var isSuccess: Bool { status?.isSuccess ?? (journal.end?.reason == "completed") }

  public init(
    status: LoraProcess.ExitStatus?, journal: RunJournal, stop: StopCause?, seconds: Double
  ) {
    self.status = status
    self.journal = journal
    self.stop = stop
    self.seconds = seconds
  }
}
