import LoraExperiment
import LoraMirror
import Testing

@Test func theReportSaysWhereTheRunStands() {
  let text = RunningReport(title, state: .running, progress: progress(to: 65)).text
  #expect(
    text == """
      Running · 65 % · loss 1.85
      ███▇▇▇▇▆▆▆▆▆▅▅▅▅▄▄▄▄▄▃▃▃▃▂▂▂▂▂▁▁
      Training “cyberpunk” is running
      █████████████░░░░░░░
      Epoch 1.3 of 2 · step 65 of 100
      Loss 2.49 → 1.85
      Learning rate 0.0002 · 12.3 examples a second
      Training for 1 min 4 s, about 35 s left
      On box, 2026-11-24 17:01 UTC
      """)
}

@Test func theShortReportFitsANotification() {
  let text = RunningReport(title, state: .running, progress: progress(to: 50)).shortText
  let lines = text.split(separator: "\n").map(String.init)
  #expect(lines.count == 5 && lines[1].allSatisfy { "▁▂▃▄▅▆▇█".contains($0) })
  #expect(lines[0] == "Running · 50 % · loss 2")
  #expect(lines[2] == "Training “cyberpunk” is running: epoch 1 of 2 · step 50 of 100")
  #expect(lines[3...] == ["Loss 2.49 → 2", "about 50 s left"])
}

@Test func aReportBeforeTheFirstStepPromisesNothing() {
  let text = RunningReport(title, state: .running, progress: RunProgress()).text
  #expect(text == "Running\nTraining “cyberpunk” is running")
}

@Test(arguments: RunState.allCases) func everyStateHasItsSentence(_ state: RunState) {
  let text = RunningReport(title, state: state, progress: progress(to: 10)).text
  #expect(text.contains("\nTraining “cyberpunk” "))
  #expect(text.contains("left") == (state == .running))
}

@Test func lossesThatAreNoNumbersBreakNothing() {
  var journal = Journal()
  var progress = RunProgress()
  for (step, loss) in [Float.nan, .infinity, 2, -.infinity].enumerated() {
    progress.take(
      journal.event(.step, second: step) {
        $0.step = step + 1
        $0.loss = loss
      })
  }
  #expect(progress.bestLoss == 2)
  let text = RunningReport(title, state: .running, progress: progress).text
  #expect(text.contains("Loss not finite, best 2 at step 3"))
}

@Test func theBestLossIsNamedWithItsStepAndTheHeldOutOneBesideIt() {
  var journal = Journal()
  var progress = RunProgress()
  for (step, loss) in [Float(3), 1, 2].enumerated() {
    progress.take(
      journal.event(.step) {
        $0.step = step + 1
        $0.loss = loss
      })
  }
  progress.take(journal.event(.evaluation) { $0.loss = 1.5 })
  let text = RunningReport(title, state: .running, progress: progress).text
  #expect(text.contains("Loss 3 → 2, best 1 at step 2, on held-out data 1.5"))
}

@Test func aPauseDoesNotCountAsTrainingTime() {
  var journal = Journal()
  var progress = RunProgress()
  for second in [0, 10, 20] {
    progress.take(
      journal.event(.step, second: second) {
        $0.step = second / 10 + 1
        $0.totalSteps = 10
      })
  }
  progress.take(journal.event(.start, second: 3600))
  for second in [3600, 3610] {
    progress.take(
      journal.event(.step, second: second) { $0.step = (second - 3600) / 10 + 4 })
  }
  #expect(progress.secondsSoFar == 10)
  #expect(progress.secondsLeft == 50)
}

@Test(arguments: [0, 1]) func aCurveNeedsTwoPoints(_ count: Int) {
  var curve = LossCurve()
  for _ in 0..<count { curve.add(1) }
  #expect(curve.blocks() == "")
}

@Test func aLongCurveKeepsItsShape() {
  var curve = LossCurve()
  for step in 0..<100_000 { curve.add(Float(100_000 - step)) }
  #expect(curve.blocks(width: 8) == "█▇▆▅▄▃▂▁")
  #expect(curve.blocks(width: 32).count == 32)
}

@Test func aFlatCurveIsALine() {
  var curve = LossCurve()
  for _ in 0..<10 { curve.add(2) }
  #expect(Set(curve.blocks()).count == 1)
  #expect(curve.blocks().count == 10)
}

@Test(arguments: [
  ("1970-01-01T00:00:00Z", 0), ("2026-11-24T17:20:01.123Z", 1_795_540_801_123),
  ("2024-02-29T23:59:59.5Z", 1_709_251_199_500), ("2000-03-01T00:00:00.000Z", 951_868_800_000),
  ("1999-12-31T23:59:59.999999Z", 946_684_799_999),
])
func timesAreRead(_ text: String, _ milliseconds: Int) {
  #expect(EventTime.milliseconds(text) == milliseconds)
}

@Test(arguments: [
  "", "2026-11-24", "2026-11-24T17:20:01", "2026-11-24 17:20:01Z", "2026-13-24T17:20:01Z",
  "2026-11-24T25:20:01Z", "2026-11-24T17:20:01.Z", "2026-11-24T17:20:01+01:00",
  "2026-11-24T17:20:01.x2Z", "２026-11-24T17:20:01Z",
])
func whatIsNoTimeIsNotGuessed(_ text: String) { #expect(EventTime.milliseconds(text) == nil) }
