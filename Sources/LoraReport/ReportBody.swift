/// The page's landmarks: a header, links to the sections, and the sections that have content.
enum ReportBody {
  static func html(_ runs: [ReportRun], title: String) -> [HTML] {
    let sections = [
      section("summary", "Summary", runs.isEmpty ? [] : SummarySection.html(runs)),
      section("curves", "Curves", CurvesSection.html(runs)),
      section("samples", "Samples", SamplesSection.html(runs)),
      section("settings", "Settings", SettingsSection.html(runs)),
      section("weights", "Weights", HeatMapSection.html(runs)),
      section("data", "Data", DataSection.html(runs)),
      section("log", "Log", LogSection.html(runs)),
    ].compactMap(\.self)
    let links = sections.map { section in
      HTML.element("a", [.of("href", "#\(section.id)")], [.text(section.title)])
    }
    return [
      .element("a", [.class("skip"), .of("href", "#main")], ["Skip to the content"]),
      .element(
        "header",
        [
          .element("p", [.class("made-by")], ["git lora report"]),
          .element("h1", [.text(title)]),
          .element("nav", [.of("aria-label", "Sections")], links),
        ]),
      .element("main", [.id("main")], sections.map(\.html)),
    ]
  }

  private struct Section {
    let id: String
    let title: String
    let html: HTML
  }

  private static func section(_ id: String, _ title: String, _ content: [HTML]) -> Section? {
    guard !content.isEmpty else { return nil }
    let head = HTML.element("h2", [.id("\(id)-title")], [.text(title)])
    return Section(
      id: id, title: title,
      html: .element(
        "section", [.id(id), .of("aria-labelledby", "\(id)-title")], [head] + content))
  }
}
