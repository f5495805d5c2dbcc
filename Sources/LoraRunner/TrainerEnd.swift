public import LoraProcess

/// What is known when the trainer's process has gone.
public struct TrainerEnd: Sendable {
  public var status: LoraProcess.ExitStatus
  public var journal: RunJournal
  public var stop: StopCause?
  public var seconds: Double

  public init(
    status: LoraProcess.ExitStatus, journal: RunJournal, stop: StopCause?, seconds: Double
  ) {
    self.status = status
    self.journal = journal
    self.stop = stop
    self.seconds = seconds
  }
}
