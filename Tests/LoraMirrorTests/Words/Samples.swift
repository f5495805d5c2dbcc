import LoraClickUp
import LoraDigest
import LoraExperiment
import LoraMirror

let run = RunID(text: "1a2b3c4d" + String(repeating: "0", count: 24)) ?? RunID()

let title = RunTitle(name: "cyberpunk", config: "configs/cyberpunk.yaml", host: "box")
let commit = String(repeating: "0123456789", count: 4)

/// A trainer's events with time passing.
struct Journal {
  private var sequence = 0

  mutating func event(
    _ kind: TrainingEvent.Kind, second: Int = 0, _ change: (inout TrainingEvent) -> Void = { _ in }
  ) -> TrainingEvent {
    sequence += 1
    let minute = second / 60
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    var event = TrainingEvent(
      kind, sequence: sequence,
      time: "2026-11-24T\(two(17 + minute / 60)):\(two(minute % 60)):\(two(second % 60)).000Z")
    change(&event)
    return event
  }
}

/// A run of 100 steps in 2 epochs, a second a step, that has come to `step`.
func progress(to step: Int) -> RunProgress {
  var journal = Journal()
  var progress = RunProgress()
  progress.take(
    journal.event(.start) {
      $0.totalSteps = 100
      $0.totalEpochs = 2
    })
  for step in 1...max(1, step) {
    progress.take(
      journal.event(.step, second: step) {
        $0.step = step
        $0.epoch = Double(step) / 50
        $0.loss = 2.5 - Float(step) / 100
        $0.learningRate = 0.0002
        $0.samplesPerSecond = 12.345
      })
  }
  return progress
}

func record(_ state: RunState = .completed) -> RunRecord {
  var record = RunRecord(
    id: run, state: state, name: "cyberpunk", branch: "refs/heads/runs/cyberpunk",
    config: "configs/cyberpunk.yaml", folder: "output/cyberpunk",
    started: "2026-11-24T17:00:00.000Z", ended: "2026-11-24T17:20:01.123Z",
    trainer: TrainerIdentity(name: "lora-train", command: []),
    source: SourceState(commit: commit, tree: commit, dirty: true, untracked: []),
    overrides: [],
    host: HostIdentity(name: "box", system: "Linux", processor: "CPU", cores: 2), totals: Totals())
  record.totals.steps = 2000
  record.totals.epochs = 10
  record.totals.examples = 120
  record.totals.seconds = 1201
  record.totals.firstLoss = 2.3125
  record.totals.finalLoss = 1.125
  record.totals.bestLoss = 1.05
  record.totals.bestStep = 1240
  record.baseModel = BaseModelIdentity(path: "models/tiny", digest: .of("m"), bytes: 1)
  record.files = [
    RecordedFile(
      path: "adapter_model.safetensors", bytes: 20_000_000, digest: .of("a"), role: .adapter,
      inLFS: true)
  ]
  return record
}

func manifest(_ files: [String: String]) -> DataManifest {
  DataManifest(
    files: files.map { DataFile(path: $0.key, bytes: 1000, digest: .of($0.value)) })
}

/// What a terminal, a browser or a board could act upon.
func isPrintable(_ text: String) -> Bool {
  text.unicodeScalars.allSatisfy {
    ($0.value >= 0x20 || $0 == "\n") && !(0x7F...0x9F).contains($0.value)
      && !(0x202A...0x202E).contains($0.value) && !(0x2066...0x2069).contains($0.value)
  }
}
