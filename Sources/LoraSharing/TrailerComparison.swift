import LoraExperiment
import LoraStore

/// Whether a commit's trailers say what its `run.json` says.
enum TrailerComparison {
  /// One sentence a field that differs.
  static func differences(_ trailers: RunSummary, _ record: RunRecord) -> [String] {
    // The trailers round, and put texts on one line: so does this detour.
    let summary = RunSummary(of: record)
    guard let expected = RunSummary(message: summary.message(subject: "run")) else {
      return ["run.json does not describe a run that trailers could name"]
    }
    let fields: [(name: String, String?, String?)] = [
      ("Lora-Id", trailers.id.text, expected.id.text),
      ("Lora-State", trailers.state.rawValue, expected.state.rawValue),
      ("Lora-Folder", trailers.folder, expected.folder),
      ("Lora-Config", trailers.config, expected.config),
      ("Lora-Source", trailers.source?.hex, expected.source?.hex),
      ("Lora-Steps", "\(trailers.steps)", "\(expected.steps)"),
      ("Lora-First-Loss", trailers.firstLoss?.description, expected.firstLoss?.description),
      ("Lora-Loss", trailers.finalLoss?.description, expected.finalLoss?.description),
      ("Lora-Best-Loss", trailers.bestLoss?.description, expected.bestLoss?.description),
      ("Lora-Seed", trailers.seed?.description, expected.seed?.description),
      ("Lora-Trainer", trailers.trainer, expected.trainer),
      ("Lora-Base", trailers.base?.hex, expected.base?.hex),
      ("Lora-Seconds", "\(trailers.seconds)", "\(expected.seconds)"),
    ]
    return fields.filter { $0.1 != $0.2 }.map { name, found, wanted in
      "the trailer \(name) says \(found ?? "nothing"), run.json \(wanted ?? "nothing")"
    }
  }
}
