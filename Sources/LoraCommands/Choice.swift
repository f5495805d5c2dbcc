import LoraExperiment
import LoraRunner

/// An option that takes one of a few words.
enum Choice {
  static func parse<T: RawRepresentable<String> & CaseIterable>(
    _ text: String, as type: T.Type, _ what: String
  ) throws(RunFailure) -> T {
    if let value = T(rawValue: text) { return value }
    let known = T.allCases.map(\.rawValue).joined(separator: ", ")
    let nearest = NearestName.of(text, among: T.allCases.map(\.rawValue))
    throw RunFailure(
      .usage, "there is no \(what) '\(text)'",
      hint: (nearest.map { "did you mean \($0)? " } ?? "") + "one of \(known)")
  }
}
