import LoraExperiment
import LoraNames

/// A sample that stands in the journal alone, to become a file of the record.
struct ToldSample: Sendable, Equatable {
  let step: Int?
  let prompt: String?
  let text: String

  /// Nil for a sample that the trainer wrote to a file, and for one without a text.
  init?(_ event: TrainingEvent) {
    guard event.path == nil, let text = event.text else { return nil }
    step = event.step
    prompt = event.prompt
    self.text = text
  }

  var page: String {
    guard let prompt else { return text.endingInNewline }
    return "## Prompt\n\n\(prompt)\n\n## Answer\n\n\(text.endingInNewline)"
  }

  /// A page for each of the last `most` samples under a name of its own, in the order they came.
  static func pages(
    of samples: [ToldSample], besides taken: NameSet, most: Int = 1000
  ) -> [(path: String, page: String)] {
    var taken = taken
    return samples.suffix(most).map { sample in
      let stem = "samples/" + (sample.step.map { "step-\($0)" } ?? "sample")
      var path = stem + ".md"
      var number = 1
      while !taken.insert(path) {
        number += 1
        path = "\(stem)-\(number).md"
      }
      return (path, sample.page)
    }
  }
}

extension String {
  fileprivate var endingInNewline: String { hasSuffix("\n") ? self : self + "\n" }
}
