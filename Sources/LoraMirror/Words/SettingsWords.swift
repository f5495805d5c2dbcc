import LoraConfig

/// The settings that people ask for, on one line; the rest stands in the attached report and in the
/// commit.
struct SettingsWords {
  private let settings: [String: String]

  /// - Parameter settings: resolved, by the keys' own names.
  init(_ settings: [String: String]) { self.settings = settings }

  private static let shown: [RunKey] = [
    .loraRank, .loraAlpha, .loraDropout, .learningRate, .lrScheduler, .batchSize,
    .gradientAccumulationSteps, .epochs, .maxSteps, .maxSeqLength, .resolution, .seed,
  ]

  /// Nil when none of them is set.
  var text: String? {
    let parts = Self.shown.compactMap { key in
      settings[key.rawValue].flatMap { value in
        value == "null" ? nil : "\(key.rawValue) \(Quoted.line(value, limit: 60))"
      }
    }
    return parts.isEmpty ? nil : "Settings: " + parts.joined(separator: " · ")
  }
}
