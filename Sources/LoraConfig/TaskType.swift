/// What a run teaches a model.
public enum TaskType: String, Sendable, Codable, CaseIterable {
  case imageGeneration = "image-generation"
  case textGeneration = "text-generation"
  case speechRecognition = "speech-recognition"
}
