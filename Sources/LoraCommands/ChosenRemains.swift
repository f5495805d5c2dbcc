import LoraRunner
import LoraStore

/// Which of the runs that have begun and not landed a person means.
enum ChosenRemains {
  /// The one that `text` names by id, name or branch; without it, the only one there is.
  static func one(_ text: String?, of runs: [RunRemains], _ what: String) throws -> RunRemains {
    let named = text.map { text in runs.filter { $0.isNamed(text) } } ?? runs
    if let first = named.first, named.count == 1 { return first }
    let ids = named.map { "\($0.id.short) (\($0.name))" }.joined(separator: ", ")
    throw RunFailure(
      .usage,
      named.isEmpty
        ? text.map { "no run called '\($0)' \(what)" } ?? "no run \(what)"
        : "\(named.count) runs are meant: \(ids)",
      hint: named.isEmpty ? "git lora status lists the runs in progress" : "name one by its id")
  }
}
