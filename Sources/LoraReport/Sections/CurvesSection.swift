import LoraExperiment

/// The places that the page's scripts fill with charts, and the same values as a table.
enum CurvesSection {
  static func html(_ runs: [ReportRun]) -> [HTML] {
    guard runs.contains(where: { !$0.metrics.isEmpty }) else { return [] }
    let hasRates = runs.contains { $0.metrics.contains { $0.learningRate != nil } }
    return [
      .element(
        "noscript",
        [
          .element(
            "p",
            ["The curves are drawn by a script, which is switched off here; the table has them."])
        ]),
      Axis.suggested(for: runs) == .samples
        ? .element(
          "p", [.class("quiet needs-script")],
          ["The charts start by samples seen, not by step, because batch sizes differ."])
        : .group([]),
      .element("div", [.id("chart-controls"), .class("controls needs-script")], []),
      figure("loss", "Training loss"),
      hasRates ? figure("rate", "Learning rate") : .group([]),
      .element(
        "p", [.id("chart-help"), .class("quiet needs-script")],
        [
          "Mouse: drag across a chart to zoom, double-click to reset. Touch: slide to read values, ",
          "zoom with the buttons. Keyboard: ← → move, + and − zoom, Shift with ← → pans, ",
          "Home and End jump, Escape resets.",
        ]),
      .element("p", [.id("chart-values"), .class("unseen"), .of("role", "status")], []),
      .element("details", [.element("summary", ["Values as a table"]), table(runs)]),
    ]
  }

  private static func figure(_ quantity: String, _ title: String) -> HTML {
    .element(
      "figure", [.class("chart needs-script"), .of("data-quantity", quantity)],
      [
        .element("figcaption", [.text(title)]),
        .element("div", [.class("plot")], []),
      ])
  }

  /// Some twenty steps with the raw loss of each run, the last recorded at or before that step.
  private static func table(_ runs: [ReportRun]) -> HTML {
    let heads = runs.enumerated().map { index, run in
      HTML.element("th", [.of("scope", "col")], [Swatch.html(index), .text(run.title)])
    }
    let rows = tableSteps(runs).map { step in
      HTML.element(
        "tr",
        [.element("th", [.of("scope", "row")], [.text(Quantity.count(step))])]
          + runs.map { .element("td", [.text(loss($0, at: step))]) })
    }
    return ScrollBox.html(
      label: "Training loss by step",
      .element(
        "table", [.class(runs.count > 6 ? "values many" : "values")],
        [
          .element("caption", ["Raw training loss of the last step recorded up to each step"]),
          .element(
            "thead",
            [.element("tr", [.element("th", [.of("scope", "col")], ["Step"])] + heads)]),
          .element("tbody", rows),
        ]))
  }

  static func tableSteps(_ runs: [ReportRun]) -> [Int] {
    let last = runs.compactMap(\.metrics.last?.step).max() ?? 0
    let first = runs.compactMap(\.metrics.first?.step).min() ?? 0
    let parts = min(20, max(1, last - first))
    return Set((0...parts).map { first + (last - first) * $0 / parts }).sorted()
  }

  private static func loss(_ run: ReportRun, at step: Int) -> String {
    guard let end = run.metrics.last?.step, step <= end,
      let metric = run.metrics.last(where: { $0.step <= step })
    else { return "–" }
    return Quantity.number(metric.loss, keepsZeros: true)
  }
}
