import LoraExperiment
import LoraRunner
import Testing

@Suite struct PrintedMetricsTests {
  private func events(_ text: String) -> [TrainingEvent] {
    var printed = PrintedMetrics()
    return text.utf8.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D })
      .flatMap { printed.events(in: Array($0)[...], time: "") }
  }

  @Test(arguments: [
    (#"{"step": 7, "loss": 1.5, "lr": 1e-4}"#, 7, Float(1.5)),
    ("{'loss': '1.5', 'grad_norm': '0.3', 'learning_rate': '0.0001', 'epoch': '0.5'}", 1, 1.5),
    (#"{"current_steps": 3, "total_steps": 9, "loss": 2}"#, 3, 2),
    ("  {'loss': 0.25, 'epoch': 1.0}\r", 1, 0.25),
    ("{'loss': tensor(1.25, device='cuda:0', grad_fn=<NllLossBackward0>), 'step': 4}", 4, 1.25),
    ("{'loss': np.float64(2.5), 'norms': [1, {'a': (2,)}], 'on': True, 'note': None}", 1, 2.5),
    (#"{"loss": 2, "text": "it's {\"loss\": 9}", 'next': "\u00e9"}"#, 1, 2),
    ("INFO trainer {'loss': 0.5}", 1, 0.5),
    ("\u{1B}[32m{'loss': 0.5}\u{1B}[0m", 1, 0.5),
  ])
  func stepsAreReadFromWhatTrainersPrint(line: String, step: Int, loss: Float) throws {
    let event = try #require(events(line).first)
    #expect(event.kind == .step)
    #expect(event.step == step)
    #expect(event.loss == loss)
  }

  /// As transformers 5 prints: each dictionary behind a frame of the bar, an evaluation inside it.
  @Test func aDictionaryBehindAProgressBarIsRead() {
    let log = """
      \r  0%|          | 0/4 [00:00<?, ?it/s]\r 50%|█████     | 2/4 [00:01<00:01,  1.64s/it]\
      \r                                     \r{'loss': '3.678', 'grad_norm': '0.1328', \
      'learning_rate': '0.0005', 'epoch': '0.5'}
      \r 50%|█████     | 2/4 [00:01<00:01,  1.64s/it]
      \r  0%|          | 0/1 [00:00<?, ?it/s]\u{1B}[A\r        \r\u{1B}[A{'eval_loss': '3.5', \
      'eval_runtime': '0.0038', 'epoch': '0.5'}
      \r100%|██████████| 4/4 [00:03<00:00, 21.66it/s]{'loss': '3.25', 'epoch': '1'}{'loss': '3.125'}
      {'train_runtime': '11.9', 'train_loss': '3.671', 'epoch': '1'}
      """
    let events = events(log)
    #expect(events.map(\.kind) == [.step, .evaluation, .step, .step])
    #expect(events.map(\.step) == [1, 1, 2, 3])
    #expect(events.map(\.loss) == [3.678, 3.5, 3.25, 3.125])
    #expect(events[0].gradientNorm == 0.1328)
    #expect(events[2].epoch == 1)
  }

  @Test(arguments: [
    "{'loss': nan, 'epoch': 1.0}", "{'loss': 'nan'}", "{'loss': inf}", "{'loss': -inf}",
    "{\"loss\": NaN}", "{\"loss\": -Infinity}", "{\"loss\": null, \"step\": 1}", "{'loss': 1e300}",
    "{'loss': None, 'epoch': 0.5}", "{'loss': '0', 'grad_norm': 'nan', 'epoch': '0.5'}",
    "{'loss': tensor(nan)}",
  ])
  func aLossThatIsNotFiniteIsAStep(line: String) throws {
    let event = try #require(events(line).first)
    #expect(event.step == 1)
    #expect(event.loss?.isFinite == false)
    #expect(event.metric?.loss.isFinite == false)
  }

  @Test func aNormThatIsNotFiniteKeepsTheLoss() throws {
    let event = try #require(events("{'loss': 2.5, 'grad_norm': nan, 'epoch': 0.5}").first)
    #expect(event.loss == 2.5)
    #expect(event.gradientNorm?.isNaN == true)
    #expect(event.leftOut.isEmpty)
  }

  @Test(arguments: [
    ("{'loss': 2.5, 'step': 'nan'}", "step nan"),
    ("{'loss': 2.5, 'step': 1e300}", "step 1e+300"),
    ("{'loss': 2.5, 'step': 9223372036854775807}", "step 9.223372036854776e+18"),
    ("{'loss': 2.5, 'step': -1}", "step -1.0"), ("{'loss': 2.5, 'step': 1.5}", "step 1.5"),
    ("{'loss': 2.5, 'max_steps': 'inf'}", "max_steps inf"),
    ("{'loss': 2.5, 'epoch': 1e300}", "epoch 1e+300"),
    ("{'loss': 2.5, 'throughput': 1e19}", "throughput 1e+19"),
    ("{'loss': 2.5, 'lr': 1e300}", "lr 1e+300"),
  ])
  func aNumberOutOfRangeIsLeftOut(line: String, words: String) throws {
    let event = try #require(events(line).first)
    #expect(event.step == 1)
    #expect(event.loss == 2.5)
    #expect(event.totalSteps == nil && event.epoch == nil && event.learningRate == nil)
    #expect(event.leftOut == [words])
  }

  @Test func stepsAreCountedToTheEndOfTheirRange() {
    let events = events("{'loss': 1, 'step': \(1 << 53)}\n{'loss': 2}\n{'loss': 3}")
    #expect(events.map(\.step) == [1 << 53, 1 << 53, 1 << 53])
  }

  @Test func anEvaluationBelongsToTheStepBefore() {
    let events = events("{'loss': 2.0}\n{'eval_loss': 1.5}")
    #expect(events.map(\.kind) == [.step, .evaluation])
    #expect(events.map(\.step) == [1, 1])
  }

  @Test(arguments: [
    "", "loss: 3", "{", "{}", "{'a': [1}", "[1, 2]", "{'train_runtime': 12.5}",
    "{'train_runtime': 3.2, 'train_loss': 0.9, 'epoch': 1.0}", "{'loss': 'mse'}", "{'loss': None}",
    "{'loss': True}", "{'loss': [1.5]}", "{'loss': 1.5", "{'loss': tensor(1.5}", "{1: 2}",
  ])
  func otherLinesAreNoMetrics(line: String) { #expect(events(line).isEmpty) }
}
