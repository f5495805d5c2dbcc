import LoraNames

/// What the runs produced, the same sample of each run side by side.
enum SamplesSection {
  static func html(_ runs: [ReportRun]) -> [HTML] {
    var names: [String] = []
    for run in runs {
      for sample in run.samples where !names.hold(sample.name) { names.append(sample.name) }
    }
    return names.map { name in
      .element(
        "section", [.class("sample")],
        [
          .element("h3", [.text(name)]),
          .element(
            "div", [.class("side-by-side")],
            runs.enumerated().flatMap { index, run in
              texts(of: run, named: name).map { card(index, run, $0) }
            }),
        ])
    }
  }

  /// Nil where the run has no such sample; more than one when it has several of that name.
  private static func texts(of run: ReportRun, named name: String) -> [String?] {
    let texts = run.samples.filter { $0.name.sameBytes(as: name) }.map { Optional($0.text) }
    return texts.isEmpty ? [nil] : texts
  }

  private static func card(_ index: Int, _ run: ReportRun, _ text: String?) -> HTML {
    .element(
      "article",
      [
        .element("h4", [Swatch.html(index), .text(run.title)]),
        text.map { .element("div", [.class("text"), .of("dir", "auto")], [.text($0)]) }
          ?? .element("p", [.class("quiet")], ["This run has no sample of that name."]),
      ])
  }
}
