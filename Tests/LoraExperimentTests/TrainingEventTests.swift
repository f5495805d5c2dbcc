import Foundation
import LoraExperiment
import Testing

@Suite struct TrainingEventTests {
  @Test func aStepSurvivesItsJSONLine() throws {
    var event = TrainingEvent(.step, sequence: 7, time: "2026-11-24T17:20:01.123Z")
    event.step = 3
    event.loss = 0.1
    event.learningRate = 2e-4
    let line = try JSONEncoder().encode(event)
    #expect(try JSONDecoder().decode(TrainingEvent.self, from: line) == event)
    #expect(String(decoding: line, as: UTF8.self).contains("\"loss\":0.1"))
  }

  @Test func anUnknownKindIsKeptByName() throws {
    let line = Data(#"{"v":1,"seq":1,"time":"t","type":"lunch","new_field":3}"#.utf8)
    let event = try JSONDecoder().decode(TrainingEvent.self, from: line)
    #expect(event.kind == .other("lunch"))
    #expect(event.metric == nil)
  }

  @Test(arguments: ["start", "step", "eval", "epoch", "checkpoint", "sample", "adapter", "hot_gpu"])
  func namesAreStable(name: String) {
    #expect(TrainingEvent.Kind(rawValue: name).rawValue == name)
    // Kinds compare by name, so `==` cannot tell a known one from another.
    if case .other = TrainingEvent.Kind(rawValue: name) { Issue.record("\(name) is not known") }
  }
}
