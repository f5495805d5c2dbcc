import LoraExperiment
import LoraRunner
import Testing

@Suite struct PrintedMetricsTests {
  @Test(arguments: [
    (#"{"step": 7, "loss": 1.5, "lr": 1e-4}"#, 7, Float(1.5)),
    ("{'loss': '1.5', 'grad_norm': '0.3', 'learning_rate': '0.0001', 'epoch': '0.5'}", 1, 1.5),
    (#"{"current_steps": 3, "total_steps": 9, "loss": 2}"#, 3, 2),
    ("  {'loss': 0.25, 'epoch': 1.0}\r", 1, 0.25),
  ])
  func stepsAreReadFromWhatTrainersPrint(line: String, step: Int, loss: Float) throws {
    var printed = PrintedMetrics()
    let found = printed.event(in: Array(line.utf8), time: "")
    let event = try #require(found)
    #expect(event.kind == .step)
    #expect(event.step == step)
    #expect(event.loss == loss)
  }

  @Test func anEvaluationBelongsToTheStepBefore() throws {
    var printed = PrintedMetrics()
    _ = printed.event(in: Array("{'loss': 2.0}".utf8), time: "")
    let found = printed.event(in: Array("{'eval_loss': 1.5}".utf8), time: "")
    let event = try #require(found)
    #expect(event.kind == .evaluation)
    #expect(event.step == 1)
  }

  @Test(arguments: [
    "", "loss: 3", "{", "{}", "{'a': [1}", "[1, 2]", "{'train_runtime': 12.5}",
    "{'train_runtime': 3.2, 'train_loss': 0.9, 'epoch': 1.0}",
  ])
  func otherLinesAreNoMetrics(line: String) {
    var printed = PrintedMetrics()
    #expect(printed.event(in: Array(line.utf8), time: "") == nil)
  }
}
