import LoraExperiment
import LoraReport

/// What a trainer told of its samples: the step and the prompt, which a picture does not say itself.
struct SampleNotes: Sendable {
  private var notes: [String: String] = [:]

  private static let most = 1000

  mutating func take(_ event: TrainingEvent) {
    guard event.kind == .sample, let path = event.path, notes.count < Self.most else { return }
    let step = event.step.map { "step \(Quantity.count($0))" }
    let prompt = event.prompt.map { "“\(Quoted.line($0, limit: 120))”" }
    let words = [step, prompt].compactMap { $0 }
    if !words.isEmpty { notes[path] = words.joined(separator: ", ") }
  }

  /// - Parameter path: of a file below the run's folder; trainers name it from there or from elsewhere.
  func words(of path: String) -> String? {
    notes[path] ?? notes.first { ("/" + $0.key).hasSuffix("/" + path) }?.value
  }
}
