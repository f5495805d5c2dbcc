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
    #expect(EventReader().event(in: Array(line)) == event)
    #expect(String(decoding: line, as: UTF8.self).contains("\"loss\":0.1"))
  }

  private func read(_ fields: String) -> TrainingEvent? {
    EventReader().event(in: Array("{\"v\":1,\"seq\":1,\"time\":\"t\",\(fields)}".utf8))
  }

  @Test func anUnknownKindIsKeptByName() throws {
    let event = try #require(read(#""type":"lunch","new_field":3"#))
    #expect(event.kind == .other("lunch"))
    #expect(event.metric == nil)
  }

  @Test(arguments: [
    #""type":"step","step":2"#, #""type":"step","step":2,"loss":null"#,
    #""type":"step","step":2,"loss":NaN"#, #""type":"step","step":2,"loss":-Infinity"#,
    #""type":"step","step":2,"loss":1e300"#,
  ])
  func aStepWithoutAFiniteLossIsAStep(fields: String) throws {
    let event = try #require(read(fields))
    #expect(event.loss?.isNaN == true)
    #expect(event.metric?.step == 2)
    #expect(event.metric?.loss.isNaN == true)
    #expect(event.leftOut.isEmpty)
  }

  @Test(arguments: [
    (#""step":1e300"#, "step 1e+300"), (#""step":-1"#, "step -1.0"),
    (#""epoch":1e300"#, "epoch 1e+300"), (#""total_epochs":-1"#, "total_epochs -1.0"),
    (#""tokens_per_second":1e19"#, "tokens_per_second 1e+19"),
    (#""samples_per_second":NaN"#, "samples_per_second nan"),
    (#""total_steps":Infinity"#, "total_steps inf"), (#""celsius":-400"#, "celsius -400.0"),
    (#""learning_rate":1e39"#, "learning_rate 1e+39"), (#""tokens":1.5"#, "tokens 1.5"),
  ])
  func aNumberOutOfRangeIsLeftOut(field: String, words: String) throws {
    let event = try #require(read(#""type":"epoch","# + field))
    #expect(event.leftOut == [words])
    var bare = try #require(read(#""type":"epoch""#))
    bare.leftOut = event.leftOut
    #expect(event == bare)
  }

  @Test(arguments: [
    "", "{}", "[]", #"{"v":1,"seq":1,"time":"t"}"#, #"{"v":2,"seq":1,"time":"t","type":"step"}"#,
    #"{"v":1,"seq":1e300,"time":"t","type":"step"}"#, #"{"v":1,"seq":1,"time":2,"type":"step"}"#,
    #"{"v":1,"seq":1,"time":"t","type":"step"} x"#, "{'v':1,'seq':1,'time':'t','type':'step'}",
  ])
  func otherLinesAreNoEvents(line: String) {
    #expect(EventReader().event(in: Array(line.utf8)) == nil)
  }

  @Test func textsKeepTheirCharacters() throws {
    let fields = #""type":"sample","text":"a\n\"\u00e9\ud83d\ude00\/\\","prompt":"é😀 \ud83d!""#
    let event = try #require(read(fields))
    #expect(event.text == "a\n\"é😀/\\")
    #expect(event.prompt == "é😀 \u{FFFD}!")
  }

  @Test(arguments: ["start", "step", "eval", "epoch", "checkpoint", "sample", "adapter", "hot_gpu"])
  func namesAreStable(name: String) {
    #expect(TrainingEvent.Kind(rawValue: name).rawValue == name)
    // Kinds compare by name, so `==` cannot tell a known one from another.
    if case .other = TrainingEvent.Kind(rawValue: name) { Issue.record("\(name) is not known") }
  }
}
