import Glibc
import LoraExperiment
import LoraProcess
import LoraRunner
import Testing

/// The table "How a run's state follows" of docs/trainer-protocol.md, cell by cell.
@Suite struct RunVerdictTests {
  struct Cell: Sendable, CustomTestStringConvertible {
    var adapter = AdapterFinding.usable
    var exit: LoraProcess.ExitStatus? = .exited(0)
    /// The reason and the message of the trainer's `end` event.
    var said: (reason: String, message: String?)?
    var stop: StopCause?
    var losses: [Float] = []
    let state: RunState
    var reason: String?

    var testDescription: String { "\(adapter), \(exit as Any), \(stop as Any): \(state)" }
  }

  static let cells = [
    Cell(state: .completed),
    Cell(stop: .request, state: .stopped, reason: "stopped by git lora stop"),
    Cell(
      said: ("stopped", "early stopping"), state: .stopped, reason: "early stopping"),
    Cell(said: ("stopped", nil), state: .stopped, reason: "stopped by the trainer's own rule"),
    Cell(
      exit: .exited(3), said: ("failed", "CUDA out of memory"), state: .failed,
      reason: "trainer ended with exit 3: CUDA out of memory"),
    Cell(exit: .exited(3), state: .failed, reason: "trainer ended with exit 3: the last line"),
    Cell(
      exit: .exited(130), stop: .signal(SIGINT), state: .stopped, reason: "stopped by Ctrl-C"),
    Cell(
      adapter: .missing, state: .failed,
      reason: "the trainer ended without leaving an adapter"),
    Cell(
      adapter: .missing, exit: .exited(1), state: .failed,
      reason: "trainer ended with exit 1: the last line"),
    Cell(
      adapter: .missing, stop: .request, state: .stopped,
      reason: "stopped by git lora stop; it left no adapter"),
    Cell(exit: nil, said: ("completed", nil), state: .completed),
    Cell(exit: nil, state: .failed, reason: "nobody saw how the trainer ended: the last line"),
    Cell(exit: nil, stop: .request, state: .stopped, reason: "stopped by git lora stop"),
    Cell(exit: .exited(0), stop: .signal(SIGUSR1), state: .stopped, reason: "stopped by SIGUSR1"),
    Cell(adapter: .unusable("a: NaN"), state: .failed, reason: "a: NaN"),
    Cell(losses: [2, .nan, .infinity], state: .failed, reason: "loss not finite from step 2"),
    Cell(losses: [2, .nan, 1], state: .completed),
    Cell(said: ("completed", nil), losses: [2, .nan], state: .completed),
    Cell(
      said: ("stopped", "early stopping"), losses: [.nan], state: .failed,
      reason: "loss not finite from step 1"),
    Cell(
      exit: .exited(3), losses: [.nan], state: .failed,
      reason: "trainer ended with exit 3: the last line"),
    Cell(
      adapter: .missing, losses: [.nan], state: .failed, reason: "loss not finite from step 1"),
    Cell(
      stop: .request, losses: [2, .nan], state: .stopped,
      reason: "stopped by git lora stop; loss not finite from step 2"),
    Cell(adapter: .unusable("a: NaN"), stop: .request, state: .failed, reason: "a: NaN"),
  ]

  @Test(arguments: cells)
  func aCell(cell: Cell) {
    var journal = RunJournal()
    for (step, loss) in zip(1..., cell.losses) {
      var event = TrainingEvent(.step, sequence: step, time: "")
      (event.step, event.loss) = (step, loss)
      journal.take(event)
    }
    if let said = cell.said {
      var event = TrainingEvent(.end, sequence: 1, time: "")
      (event.reason, event.message) = said
      journal.take(event)
    }
    let end = TrainerEnd(status: cell.exit, journal: journal, stop: cell.stop, seconds: 1)
    let verdict = RunVerdict(
      end: end, adapter: cell.adapter, left: [], logTail: ["the last line"])
    #expect(verdict.state == cell.state)
    #expect(verdict.reason == cell.reason)
  }

  static let cutOffs: [(AdapterFinding, String?, RunState, String?)] = [
    (.usable, "completed", .completed, nil),
    (.usable, nil, .stopped, "its process vanished at step 34"),
    (.missing, nil, .failed, "its process vanished at step 34; it left no adapter"),
    (.missing, "completed", .failed, "its process vanished at step 34; it left no adapter"),
    (.unusable("a: NaN"), nil, .failed, "its process vanished at step 34; a: NaN"),
  ]

  /// A trainer that was cut off together with the process that followed it.
  @Test(arguments: cutOffs)
  func cutOff(adapter: AdapterFinding, said: String?, state: RunState, reason: String?) {
    var journal = RunJournal()
    var step = TrainingEvent(.step, sequence: 1, time: "")
    (step.step, step.loss) = (34, 1)
    journal.take(step)
    if let said {
      var event = TrainingEvent(.end, sequence: 2, time: "")
      event.reason = said
      journal.take(event)
    }
    var end = TrainerEnd(status: nil, journal: journal, stop: nil, seconds: 1)
    end.isCutOff = true
    let verdict = RunVerdict(end: end, adapter: adapter, left: [], logTail: ["the last line"])
    #expect(verdict.state == state)
    #expect(verdict.reason == reason)
  }

  @Test func weightsInASubfolderAreNamed() throws {
    let end = TrainerEnd(
      status: .exited(0), journal: RunJournal(), stop: nil, seconds: 1)
    let verdict = RunVerdict(
      end: end, adapter: .missing, left: ["notes.txt", "unet/a.safetensors"], logTail: [])
    #expect(try #require(verdict.reason).contains("it left unet/a.safetensors"))
  }
}
