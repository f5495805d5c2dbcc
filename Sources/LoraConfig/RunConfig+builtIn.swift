public import LoraYAML

extension RunConfig {
  /// Keys and values that are sound, and that another trainer may know, but `lora-train` does not.
  /// They are refused, never ignored.
  public func notYetInLoraTrain() -> [Diagnostic] {
    var refused: [Diagnostic] = []
    func refuse(_ key: RunKey, _ what: String, hint: String? = nil) {
      refused.append(diagnostic(at: key, "not yet in lora-train: \(what)", hint: hint))
    }
    if taskType != .textGeneration {
      let unset = isSet(.taskType) ? "" : " (which holds when 'task_type' is absent)"
      refuse(
        .taskType, "task_type: \(taskType.rawValue)" + unset,
        hint: "name a trainer that can in .lorarc (`trainers`), or with --trainer NAME")
    }
    if mixedPrecision != .no {
      refuse(
        .mixedPrecision, "mixed_precision: \(mixedPrecision.rawValue)", hint: "mixed_precision: no")
    }
    for key in [RunKey.metadataPath, .evalSteps] where isSet(key) {
      refuse(key, key.rawValue, hint: "remove the line, or use another trainer")
    }
    return refused
  }
}
