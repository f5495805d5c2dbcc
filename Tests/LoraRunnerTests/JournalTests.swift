import LoraExperiment
import LoraRunner
import Testing

@Suite struct JournalTests {
  private func step(_ number: Int, _ loss: Float) -> TrainingEvent {
    var event = TrainingEvent(.step, sequence: number, time: "")
    event.step = number
    event.loss = loss
    return event
  }

  @Test func totalsAreWhatTheStepsSay() {
    var journal = RunJournal()
    for (number, loss) in [(1, Float(3)), (2, 1), (3, .nan), (4, 2)] {
      journal.take(step(number, loss))
    }
    let totals = journal.totals(seconds: 1.23456)
    #expect(totals.steps == 4)
    #expect(totals.firstLoss == 3)
    #expect(totals.finalLoss == 2)
    #expect(totals.bestLoss == 1)
    #expect(totals.bestStep == 2)
    #expect(totals.seconds == 1.235)
    #expect(totals.notFinite == "loss not finite at 1 step")
  }

  @Test func aLossThatIsNotFiniteIsAFactOfTheRun() {
    var journal = RunJournal()
    for (number, loss) in [(1, Float(3)), (2, .nan), (3, .infinity)] {
      journal.take(step(number, loss))
    }
    let totals = journal.totals(seconds: 1)
    #expect(totals.steps == 3)
    #expect(totals.bestLoss == 3 && totals.bestStep == 1)
    #expect(totals.finalLoss?.isFinite == false)
    #expect(totals.notFinite == "loss not finite from step 2")
  }

  @Test func aResumedTrainersRepeatedStepsReplaceTheEarlierOnes() {
    var journal = RunJournal()
    for number in 1...5 { journal.take(step(number, 9)) }
    journal.take(step(3, 1))
    #expect(journal.metrics.map(\.step) == [1, 2, 3])
    #expect(journal.metrics.last?.loss == 1)
  }

  @Test func validationJoinsTheStepThatMeasuredIt() {
    var journal = RunJournal()
    journal.take(step(1, 3))
    journal.take(step(2, 2))
    var evaluation = TrainingEvent(.evaluation, sequence: 3, time: "")
    evaluation.step = 2
    evaluation.loss = 2.5
    journal.take(evaluation)
    #expect(journal.points.map(\.evaluationLoss) == [nil, 2.5])
  }
}
