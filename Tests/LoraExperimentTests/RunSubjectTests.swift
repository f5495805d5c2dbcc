import LoraExperiment
import Testing

@Suite struct RunSubjectTests {
  private func record(_ state: RunState, reason: String? = nil) -> RunRecord {
    var totals = Totals()
    totals.steps = 150
    totals.plannedSteps = 200
    totals.firstLoss = 2.9134567
    totals.finalLoss = 1.4
    var record = RunRecord(
      id: RunID(), state: state, name: "tea", branch: "runs/tea", config: "configs/tea.yaml",
      folder: "output/tea", started: "", ended: "",
      trainer: TrainerIdentity(name: "lora-train", command: []),
      source: SourceState(commit: nil, tree: "", dirty: false, untracked: []), overrides: [],
      host: HostIdentity(name: "", system: "", processor: "", cores: 1), totals: totals)
    record.reason = reason
    return record
  }

  @Test func saysWhatCameOutAndWhatChanged() {
    let changes = [SettingChange(key: "lora_rank", before: "8", after: "16")]
    #expect(
      RunSubject.line(for: record(.completed), changes: changes)
        == "tea: loss 2.9135 → 1.4 in 150 steps (lora_rank 8 → 16)")
  }

  @Test func countsChangesThatDoNotFit() {
    let changes = (0..<9).map { SettingChange(key: "a_long_key_\($0)", before: "1", after: "2") }
    let line = RunSubject.line(for: record(.completed), changes: changes)
    #expect(line.hasSuffix("(9 settings changed)"))
  }

  @Test func aFailureNamesItsCauseInOneLine() {
    let line = RunSubject.line(
      for: record(.failed, reason: "exit 1: no GPU\nTraceback"), changes: [])
    #expect(line == "tea: failed after 150 steps: exit 1: no GPU")
  }

  @Test func aStoppedRunSaysHowFarItCame() {
    #expect(
      RunSubject.line(for: record(.stopped), changes: [])
        == "tea: stopped after 150 of 200 steps, loss 2.9135 → 1.4")
  }
}
