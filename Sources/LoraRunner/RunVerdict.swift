package import LoraExperiment
import LoraNames
import LoraProcess

/// How a run ended, decided once, from what the trainer did and left.
///
/// An exit code is never trusted alone: trainers exist that stop early with 0, and others that fail
/// after the adapter is safe. Asked to stop, a run is `stopped` even without an adapter; otherwise
/// no usable adapter means `failed`, and so does a loss that is not finite at the end: such an adapter
/// is of no use to anyone, unless the trainer itself says that it has completed.
package struct RunVerdict: Equatable {
  package let state: RunState
  package let reason: String?

  package init(end: TrainerEnd, adapter: AdapterFinding, left: [String], logTail: [String]) {
    guard !end.isCutOff else {
      self.init(cutOff: end, adapter)
      return
    }
    let said = end.journal.end?.reason
    let notFinite = said == "completed" ? nil : end.journal.endsNotFinite
    switch (adapter, end.stop) {
    case (.unusable(let why), _):
      self.init(.failed, why)
    case (_, let cause?):
      let facts = [notFinite, adapter == .missing ? "it left no adapter" : nil].compactMap { $0 }
      self.init(.stopped, ([cause.words] + facts).joined(separator: "; "))
    case (_, nil) where !end.isSuccess:
      self.init(.failed, Self.failure(end, logTail))
    case (_, nil) where notFinite != nil:
      self.init(.failed, notFinite)
    case (_, nil) where said == "stopped":
      self.init(.stopped, end.journal.end?.message ?? "stopped by the trainer's own rule")
    case (.missing, nil):
      self.init(.failed, "the trainer ended without leaving an adapter" + Self.elsewhere(left))
    case (.usable, nil):
      self.init(.completed, nil)
    }
  }

  /// A trainer that was cut off may have been done already: only its own words say so.
  private init(cutOff end: TrainerEnd, _ adapter: AdapterFinding) {
    let step = end.journal.metrics.last?.step ?? 0
    let place = "its process vanished " + (step > 0 ? "at step \(step)" : "before its first step")
    switch (adapter, end.journal.end?.reason) {
    case (.usable, "completed"): self.init(.completed, nil)
    case (.usable, _):
      let notFinite = end.journal.endsNotFinite
      self.init(
        notFinite == nil ? .stopped : .failed,
        [place, notFinite].compactMap { $0 }.joined(separator: "; "))
    case (.missing, _): self.init(.failed, place + "; it left no adapter")
    case (.unusable(let why), _): self.init(.failed, "\(place); \(why)")
    }
  }

  /// A run whose output could not be recorded.
  init(failedBy cause: String) { self.init(.failed, cause) }

  /// Weights in a subfolder are no adapter until somebody says so.
  private static func elsewhere(_ left: [String]) -> String {
    guard let found = left.first(where: { $0.ends(with: ".safetensors") }) else { return "" }
    return " at the top of its output; it left \(found), which an adapter event or collect: "
      + "in .lorarc would record"
  }

  private init(_ state: RunState, _ reason: String?) {
    self.state = state
    self.reason = reason
  }

  private static func failure(_ end: TrainerEnd, _ logTail: [String]) -> String {
    let cause = end.journal.end?.message ?? logTail.last
    let status = end.status.map { "trainer ended with \($0)" } ?? "nobody saw how the trainer ended"
    return status + (cause.map { ": \($0)" } ?? "")
  }
}

/// What was found where the adapter should be.
package enum AdapterFinding: Equatable {
  case usable
  case missing
  /// Why, naming the file.
  case unusable(String)
}
