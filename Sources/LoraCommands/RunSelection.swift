import ArgumentParser
import LoraExperiment
import LoraGit
import LoraReview
import LoraRunner
import LoraStore

/// The options by which runs are narrowed and ordered, shared by what lists them.
struct RunSelection: ParsableArguments {
  @Option(
    name: [.customShort("n", allowingJoined: true), .long, .customLong("max-count")],
    help: "At most so many; -5 is short for -n 5.")
  var limit: Int?

  @Option(name: .long, help: "Only runs that ended so: completed, stopped or failed.")
  var state: String?

  @Option(
    name: [.long, .customLong("after")],
    help: "Only runs since then: 2026-11-01, yesterday, '2 weeks ago'.")
  var since: String?

  @Option(name: [.long, .customLong("before")], help: "Only runs until then.")
  var until: String?

  @Flag(name: .long, help: "All runs, whatever is named beside it.")
  var all = false

  @Option(name: .long, help: ArgumentHelp("Only runs with this value.", valueName: "key=value"))
  var config: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Only runs with such a final training loss; best: and eval: for the others.",
      valueName: "'<0.5'"))
  var loss: [String] = []

  @Option(name: .long, help: "Order by loss, best, eval, steps, seconds or time (newest first).")
  var sort = "time"

  @Flag(name: .long, help: "List withdrawn runs too (git lora rm).")
  var withdrawn = false

  @Flag(name: .long, help: "The other way round.")
  var reverse = false

  func rows(of store: RunStore, branches: [String]) throws -> [RunRow] {
    let filter = try filter(store.repository.environment)
    let measure = try Choice.parse(sort, as: RunMeasure.self, "order")
    let withdrawn = try RunMark.withdrawn.commits(in: store)
    let listing = try RunListing(
      of: store, asked: all ? [] : branches, hidden: self.withdrawn ? [] : withdrawn,
      besides: self.withdrawn ? withdrawn : [])
    FlawText.warn(of: listing.flaws)
    let found = try listing.known().filter(filter.accepts)
    return Array(sorted(found, by: measure).prefix(max(0, limit ?? .max)))
  }

  private func filter(_ environment: GitEnvironment) throws -> RunFilter {
    var filter = RunFilter()
    filter.state = try state.map { text in
      guard let state = RunState(rawValue: text), state.isEnd else {
        throw RunFailure(.usage, "no run ends as '\(text)'", hint: "completed, stopped or failed")
      }
      return state
    }
    filter.since = try since.map { try GitDate.seconds(of: $0, from: environment) }
    filter.until = try until.map { try GitDate.seconds(of: $0, from: environment) }
    filter.settings = try config.map { text in
      guard let condition = SettingCondition(text) else {
        throw RunFailure(
          .usage, "'\(text)' is no key=value of a config", hint: "git lora config keys")
      }
      return condition
    }
    filter.losses = try loss.map { text in
      guard let condition = LossCondition(text) else {
        throw RunFailure(
          .usage, "'\(text)' is no bound on a loss", hint: "as in '<0.5', 'best:<=0.4', 'eval:>1'")
      }
      return condition
    }
    return filter
  }

  /// Lowest first, except that the newest come first; runs without the number come last.
  private func sorted(_ rows: [RunRow], by measure: RunMeasure) -> [RunRow] {
    // As listed.
    if measure == .time { return reverse ? rows.reversed() : rows }
    let keyed = rows.map { ($0, measure.value(of: $0.run)) }
    let known = keyed.filter { $0.1 != nil }
    let ordered = known.sorted { a, b in
      let (x, y) = (a.1 ?? 0, b.1 ?? 0)
      return reverse ? x > y : x < y
    }
    return (ordered + keyed.filter { $0.1 == nil }).map(\.0)
  }
}

extension RunListing {
  /// The rows; a failure when a branch was named that is not here.
  func known() throws(RunFailure) -> [RunRow] {
    guard let word = unknown.first else { return rows }
    let nearest = NearestName.of(word, among: branches).map { "did you mean \($0)? " } ?? ""
    throw RunFailure(
      .usage, "there is no run branch or run '\(word.printable)' here",
      hint: nearest + "git lora log lists all runs; git lora fetch brings those of others")
  }
}
