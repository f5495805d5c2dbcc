import LoraDigest
import LoraExperiment
import LoraGit

extension RunSummary {
  /// The version of the trailers. A commit whose message ends with `Lora-Run: 1` is a run.
  static let trailerVersion = 1

  /// The whole commit message: the subject, a body where there is one, trailers.
  public func message(subject: String, body: String? = nil) -> String {
    let trailers = trailers.map { "\($0.key): \($0.value)" }.joined(separator: "\n")
    let paragraphs = [SettingsLine.oneLine(subject), body ?? "", trailers]
    return paragraphs.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private var trailers: [(key: String, value: String)] {
    let all: [(String, String?)] = [
      ("Lora-Run", "\(RunSummary.trailerVersion)"),
      ("Lora-Id", id.text),
      ("Lora-State", state.rawValue),
      ("Lora-Folder", folder),
      ("Lora-Config", config),
      ("Lora-Source", source?.hex),
      ("Lora-Steps", "\(steps)"),
      ("Lora-First-Loss", firstLoss?.description),
      ("Lora-Loss", finalLoss?.description),
      ("Lora-Best-Loss", bestLoss?.description),
      ("Lora-Eval", evaluationLoss?.description),
      ("Lora-Seed", seed?.description),
      ("Lora-Trainer", trainer),
      ("Lora-Base", base?.hex),
      (
        "Lora-Seconds", (seconds * 10).rounded().isFinite ? "\((seconds * 10).rounded() / 10)" : nil
      ),
      ("Lora-Settings", settings.isEmpty ? nil : SettingsLine.text(of: settings)),
    ]
    return all.compactMap { key, value in value.map { (key, SettingsLine.oneLine($0)) } }
  }

  /// Reads a commit message; nil when it is no run's.
  ///
  /// A later version of the trailers still lists: what this one does not know is passed over.
  public init?(message: String) {
    let found = TrailerLines(of: message)
    guard found["Lora-Run"].flatMap({ Int($0) }) != nil,
      let id = found["Lora-Id"].flatMap({ RunID(text: $0) }),
      let state = found["Lora-State"].flatMap({ RunState(rawValue: $0) }),
      let folder = found["Lora-Folder"]
    else { return nil }
    self.id = id
    self.state = state
    self.folder = folder
    config = found["Lora-Config"] ?? ""
    source = found["Lora-Source"].flatMap { ObjectID(hex: $0) }
    steps = found["Lora-Steps"].flatMap { Int($0) } ?? 0
    firstLoss = found["Lora-First-Loss"].flatMap { Float($0) }
    finalLoss = found["Lora-Loss"].flatMap { Float($0) }
    bestLoss = found["Lora-Best-Loss"].flatMap { Float($0) }
    evaluationLoss = found["Lora-Eval"].flatMap { Float($0) }
    seed = found["Lora-Seed"].flatMap { Int($0) }
    trainer = found["Lora-Trainer"] ?? ""
    base = found["Lora-Base"].flatMap { Digest(hex: $0) }
    seconds = found["Lora-Seconds"].flatMap { Double($0) }.flatMap { $0.isFinite ? $0 : nil } ?? 0
    settings = found["Lora-Settings"].map { SettingsLine.settings(in: $0) } ?? [:]
  }

  /// Whether a commit's message says that it is a run's, understood or not.
  static func isClaimed(by message: String) -> Bool { TrailerLines(of: message)["Lora-Run"] != nil }
}
