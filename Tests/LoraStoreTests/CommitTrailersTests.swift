import LoraExperiment
import LoraGit
import LoraStore
import TestSupport
import Testing

@Suite struct CommitTrailersTests {
  private let settings = [
    "learning_rate": "0.0002", "base_model": "models/my \"base\" \\ x", "lora_rank": "16",
    "empty": "", "target_modules": "[q_proj, v_proj]", "train_data_dir": "a\nLora-State: failed",
  ]

  private func summary(_ state: RunState = .completed) -> RunSummary {
    let source = SourceState(
      commit: String(repeating: "1", count: 40), tree: String(repeating: "2", count: 40),
      dirty: false, untracked: [])
    var record = SampleRun.record(state: state, source: source, folder: "out put/x")
    record.totals.bestLoss = 1.0625
    record.baseModel = BaseModelIdentity(path: "m", digest: .of("m"), bytes: 1)
    return RunSummary(of: record, settings: settings, evaluationLoss: 1.5)
  }

  @Test func aMessageReadsBack() throws {
    let summary = summary()
    var expected = summary
    expected.settings["train_data_dir"] = "a Lora-State: failed"
    expected.seconds = 60.3
    for subject in [nil, "my own words", "two\n\nparagraphs"] {
      let message = summary.message(subject: subject, name: "x")
      #expect(try #require(RunSummary(message: message)) == expected)
    }
  }

  @Test func gitSeesTheSameTrailers() throws {
    let repository = try TemporaryRepository()
    let message = summary().message(name: "x")
    let file = try repository.folder.write("message", message)
    let parsed = try repository.git("interpret-trailers", "--parse", file).text
    #expect(parsed == message.split(separator: "\n\n").last.map { String($0) })
    #expect(parsed.hasPrefix("Lora-Run: 1\nLora-Id: "))
  }

  @Test(arguments: [
    (RunState.completed, "x: 30 steps, loss 2.3125 → 1.125"),
    (.failed, "x: failed, after 30 steps, loss 2.3125 → 1.125"),
    (.stopped, "x: stopped, after 30 steps, loss 2.3125 → 1.125"),
    (.running, "x: running, loss 2.3125 → 1.125"),
  ])
  func theSubjectIsWhatAPersonWants(state: RunState, subject: String) {
    #expect(summary(state).message(name: "x").hasPrefix(subject + "\n\n"))
    #expect(
      summary(state).message(subject: "mine", name: "x").hasPrefix("mine\n\n" + subject + "\n\n"))
  }

  @Test(arguments: [
    "work\n", "work\n\nLora-Run: 1\n", "Lora-Run: 1\nLora-Id: nonsense\nLora-State: completed\n",
    "x\n\nLora-Run: 1\n\nSigned-off-by: a\n", "",
  ])
  func otherCommitsAreNoRuns(message: String) {
    #expect(RunSummary(message: message) == nil)
  }

  @Test func aTrailerAddedByAHookOrBySomeoneElseDoesNotHideTheRun() {
    let message = summary().message(name: "x") + "Signed-off-by: Ada <ada@example.com>\n"
    #expect(RunSummary(message: message)?.id != nil)
  }
}
