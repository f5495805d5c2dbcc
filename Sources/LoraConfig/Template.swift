import LoraNames

/// The files in `templates/`, inside the program, so that it needs nothing beside it. A test holds
/// both equal.
public enum Template: String, Sendable, CaseIterable {
  case textGeneration = "text-generation"
  case imageGeneration = "image-generation"
  case speechRecognition = "speech-recognition"
  case trainWithEvents = "train_with_events"

  /// The template of a task's configs.
  public init(task: TaskType) {
    self =
      switch task {
      case .textGeneration: .textGeneration
      case .imageGeneration: .imageGeneration
      case .speechRecognition: .speechRecognition
      }
  }

  /// Its name in `templates/`.
  public var file: String { self == .trainWithEvents ? rawValue + ".py" : rawValue + ".yaml" }

  /// With `{name}` where the name of a run belongs.
  public var text: String {
    switch self {
    case .textGeneration: textGenerationText
    case .imageGeneration: imageGenerationText
    case .speechRecognition: speechRecognitionText
    case .trainWithEvents: trainWithEventsText
    }
  }

  /// The text for runs of that name.
  public func text(for name: RunName) -> String {
    // Quoted where it stands in a value; a comment needs no quotes.
    let quoted = name.text.parts(at: "\"")
      .joined(separator: "\\\"")
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.parts(around: "{name}")
        .joined(separator: line.begins(with: "#") ? name.text : quoted)
    }.joined(separator: "\n")
  }
}
