import LoraExperiment
public import LoraStore

/// What to say of runs whose process is gone, and of those that could not land.
public enum ActiveRunWords {
  /// One line for all of them; nil when there are none.
  ///
  /// - Parameter runs: none that is followed.
  public static func reminder(of runs: [ActiveRun]) -> String? {
    let alive = runs.filter { $0.trainer != nil }
    let gone = runs.filter { $0.trainer == nil }
    let parts = [
      part(gone, "was interrupted", "were interrupted", "recover", all: "recover --all"),
      part(alive, "trains and nobody follows it", "train and nobody follows them", "attach"),
    ]
    let words = parts.compactMap { $0 }
    return words.isEmpty ? nil : words.joined(separator: "; ")
  }

  private static func part(
    _ runs: [ActiveRun], _ one: String, _ many: String, _ command: String, all: String? = nil
  ) -> String? {
    guard let first = runs.first else { return nil }
    guard runs.count > 1 else {
      return "1 run \(one): git lora \(command) \(word(for: first, among: runs))"
    }
    return "\(runs.count) runs \(many): git lora \(all ?? "status")"
  }

  /// The name is what people know; the id tells apart what bears it twice.
  private static func word(for run: ActiveRun, among others: [ActiveRun]) -> String {
    others.count { $0.state.name == run.state.name } > 1
      ? run.state.id.short : ShellWord.quoting(run.state.name)
  }

  public static func kept(_ kept: KeptRun) -> String {
    "run \(kept.record.id.short) of \(kept.record.name) is finished and on no branch; "
      + "land it with: \(kept.landing)"
  }

  /// The command that helps a run whose process is gone; nil when it needs none.
  public static func remedy(of run: RunRemains) -> String? {
    switch run.remedy {
    case .followed: nil
    case .attach: "git lora attach \(run.id.short)"
    case .land, .tidy, .forget, .landKept: "git lora recover \(run.id.short)"
    case .examine: "git lora discard \(run.id.short)"
    }
  }
}
