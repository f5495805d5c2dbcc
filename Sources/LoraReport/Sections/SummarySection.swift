import LoraExperiment

/// What came out of each run, and the facts behind it.
enum SummarySection {
  static func html(_ runs: [ReportRun]) -> [HTML] {
    [results(runs), facts(runs)]
  }

  private static func results(_ runs: [ReportRun]) -> HTML {
    let lowest = runs.compactMap(\.record.totals.finalLoss).filter(\.isFinite).min()
    let heads: [HTML] = [
      "Run", "State", "Final training loss", "Best training loss", "Last validation loss", "Steps",
      "Duration",
    ]
    let head = HTML.element(
      "tr", [.of("role", "row")],
      heads.map { .element("th", [.of("scope", "col"), .of("role", "columnheader")], [$0]) })
    let rows = runs.enumerated().map { index, run in
      result(
        index, run,
        isLowest: runs.count > 1 && lowest != nil && run.record.totals.finalLoss == lowest)
    }
    return .element(
      // Roles, because the style sheet lays it out as blocks on a phone.
      "table", [.class("results"), .of("role", "table")],
      [
        .element("caption", [.class("quiet")], ["Losses are raw values, not smoothed."]),
        .element("thead", [head]), .element("tbody", rows),
      ])
  }

  private static func result(_ index: Int, _ run: ReportRun, isLowest: Bool) -> HTML {
    let totals = run.record.totals
    let final = totals.finalLoss.map { Quantity.number($0, keepsZeros: true) } ?? "–"
    let best = totals.bestLoss.map { loss in
      Quantity.number(loss, keepsZeros: true)
        + (totals.bestStep.map { " at step \(Quantity.count($0))" } ?? "")
    }
    let planned = totals.plannedSteps.map { " of \(Quantity.count($0))" } ?? ""
    let lowest: [HTML] =
      isLowest ? [" ", .element("span", [.class("tag")], ["lowest"])] : []
    return .element(
      "tr", [.of("role", "row")],
      [
        .element(
          "th", [.of("scope", "row"), .of("role", "rowheader")],
          [Swatch.html(index), .text(run.title)]),
        cell("State", [state(run.record), reason(run.record)]),
        cell("Final training loss", [.text(final)] + lowest),
        cell("Best training loss", [.text(best ?? "–")]),
        cell(
          "Last validation loss",
          [.text(run.evaluations.last.map { Quantity.number($0.loss, keepsZeros: true) } ?? "–")]),
        cell("Steps", [.text(Quantity.count(totals.steps) + planned)]),
        cell("Duration", [.text(Quantity.duration(totals.seconds))]),
      ])
  }

  private static func cell(_ head: String, _ content: [HTML]) -> HTML {
    .element("td", [.of("data-head", head), .of("role", "cell")], [.element("span", content)])
  }

  private static func state(_ record: RunRecord) -> HTML {
    let sign =
      switch record.state {
      case .completed: "✓"
      case .stopped: "■"
      case .failed: "✕"
      case .running, .paused, .interrupted: "…"
      }
    return .element(
      "span", [.class("state \(record.state.rawValue)")],
      [
        .element("span", [.of("aria-hidden", "true")], [.text(sign)]), " ",
        .text(record.state.rawValue),
      ])
  }

  /// Why a run did not simply complete; at length among its facts.
  private static func reason(_ record: RunRecord) -> HTML {
    guard let reason = record.reason, record.state != .completed else { return .group([]) }
    let short = reason.count > 80 ? reason.prefix(79) + "…" : reason[...]
    return .element("span", [.class("reason")], [.text(String(short))])
  }

  private static func facts(_ runs: [ReportRun]) -> HTML {
    let several = runs.count > 1
    let lists = runs.enumerated().flatMap { index, run in
      (several ? [HTML.element("h3", [Swatch.html(index), .text(run.title)])] : []) + [list(run)]
    }
    return .element(
      "details",
      several
        ? [.class(runs.count > 6 ? "about long" : "about")] : [.class("about"), .flag("open")],
      [.element("summary", [several ? "About each run" : "About this run"])] + lists)
  }

  private static func list(_ run: ReportRun) -> HTML {
    let rows = RunFacts.of(run).map { fact in
      HTML.element(
        "div", [.element("dt", [.text(fact.name)]), .element("dd", [.text(fact.value)])])
    }
    return .element("dl", [.class("facts")], rows)
  }
}
