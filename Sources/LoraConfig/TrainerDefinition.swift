import LoraNames

/// A team's own trainer: an entry of `trainers` in `.lorarc`.
public struct TrainerDefinition: Sendable, Equatable {
  public let name: String
  /// The command's words, `{config}` still in place.
  public let words: [String]
  /// Patterns, below the trainer's output folder, of files to record beside the adapter.
  public let collect: [String]
  public let environment: [String: String]

  /// One that a run has used, as it was recorded.
  public init(name: String, words: [String], collect: [String]) {
    (self.name, self.words, self.collect) = (name, words, collect)
    environment = [:]
  }

  init(name: String, _ values: TeamSettings.Values) {
    self.name = name
    let path = "trainers.\(name)"
    words = (try? CommandWords.template(values.text(path + ".command") ?? "")) ?? []
    collect = values.list(path + ".collect")
    environment = values.map(path + ".environment")
  }

  /// Program and arguments to start it with a config; whatever the path holds stays one word.
  public func command(config path: String) -> [String] {
    words.map { word in
      word.parts(around: "{config}").joined(separator: path)
    }
  }
}
