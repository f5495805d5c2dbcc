import LoraExperiment
import LoraMirror
import Testing

private func reports(
  epochs: Int = 1, _ events: [(TrainingEvent.Kind, Int, (inout TrainingEvent) -> Void)]
) -> [ReportSchedule.Report] {
  var journal = Journal()
  var schedule = ReportSchedule(epochs: epochs)
  return events.compactMap { kind, second, change in
    schedule.take(journal.event(kind, second: second, change))
  }
}

@Test(arguments: [(1, [1, 2, 3, 4, 5]), (2, [2, 4]), (7, [])])
func epochsAreReportedAsOftenAsAsked(_ epochs: Int, _ wanted: [Int]) {
  let events = (1...5).map { epoch in
    (
      TrainingEvent.Kind.epoch, epoch,
      { (event: inout TrainingEvent) in event.epoch = Double(epoch) }
    )
  }
  #expect(reports(epochs: epochs, events) == wanted.map { .progress(epoch: $0) })
}

@Test func stepsTellWhenAnEpochEndsWhereNoEventDoes() {
  let events = (1...10).map { step in
    (
      TrainingEvent.Kind.step, step,
      { (event: inout TrainingEvent) in
        event.step = step
        event.epoch = Double(step) * 0.3
      }
    )
  }
  #expect(
    reports(events) == [.progress(epoch: 1), .progress(epoch: 2), .progress(epoch: 3)])
}

@Test func anEpochIsReportedOnceWhateverSaysIt() {
  var events: [(TrainingEvent.Kind, Int, (inout TrainingEvent) -> Void)] = []
  for epoch in 1...3 {
    events.append((.step, epoch, { $0.epoch = Double(epoch) }))
    events.append((.epoch, epoch, { $0.epoch = Double(epoch) }))
  }
  #expect(reports(events).count == 3)
}

@Test func aRunWithoutEpochsIsReportedTenTimes() {
  let events = (1...1000).map { step in
    (
      TrainingEvent.Kind.step, step,
      { (event: inout TrainingEvent) in
        event.step = step
        event.totalSteps = 1000
      }
    )
  }
  #expect(reports(events) == Array(repeating: .progress(epoch: nil), count: 10))
}

@Test func alertsComeAtOnceButNotAllTheTime() {
  let minutes = [0, 1, 29, 31, 45, 62]
  let events = minutes.map { minute in
    (
      TrainingEvent.Kind.hotGPU, minute * 60,
      { (event: inout TrainingEvent) in
        event.celsius = Double(minute)
      }
    )
  }
  #expect(
    reports(events) == [.hotGPU(celsius: 0), .hotGPU(celsius: 31), .hotGPU(celsius: 62)])
}

@Test func theRestIsToldInItsOwnWords() {
  #expect(
    reports([
      (.start, 0, { _ in }), (.warning, 1, { $0.message = "w" }), (.sample, 2, { _ in }),
      (.pause, 3, { $0.reason = "heat" }), (.start, 4, { _ in }),
      (.plateau, 5, { $0.message = "m" }),
      (.end, 6, { _ in }),
    ]) == [.start, .pause(reason: "heat"), .plateau(message: "m")])
}
