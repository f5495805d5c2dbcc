/// Every setting of every run; of several runs, the rows that differ stand out.
enum SettingsSection {
  static func html(_ runs: [ReportRun]) -> [HTML] {
    let rows = Self.rows(of: runs)
    guard !rows.isEmpty else { return [] }
    let several = runs.count > 1
    let differing = rows.count(where: \.differs)
    let note: [HTML] =
      several
      ? [
        .element(
          "p", [.class("quiet")],
          [.text("\(differing) of \(rows.count) settings differ (marked ≠).")]),
        .element(
          "label", [.class("switch needs-script")],
          [
            .void("input", [.of("type", "checkbox"), .id("only-differences")]),
            " Only what differs",
          ]),
      ] : []
    let heads = several ? runs.enumerated().map { runHead($0.offset, $0.element) } : [plainHead]
    let head = HTML.element(
      "tr", [.element("th", [.of("scope", "col")], ["Setting"])] + heads)
    return note + [
      ScrollBox.html(
        label: "Settings",
        .element(
          "table",
          [
            .class(several && runs.count > 6 ? "settings many" : "settings"), .id("settings-table"),
          ],
          [
            .element("thead", [head]),
            .element("tbody", rows.map { $0.html(runCount: runs.count) }),
          ]))
    ]
  }

  private static let plainHead = HTML.element("th", [.of("scope", "col")], ["Value"])

  private static func runHead(_ index: Int, _ run: ReportRun) -> HTML {
    .element("th", [.of("scope", "col")], [Swatch.html(index), .text(run.title)])
  }

  /// One key with each run's value; nil where a run does not have it.
  struct Row {
    let key: String
    let values: [String?]

    var differs: Bool { Set(values).count > 1 }

    func html(runCount: Int) -> HTML {
      let several = runCount > 1
      let sign: [HTML] =
        differs
        ? [
          .element("span", [.class("differs-sign"), .of("title", "differs")], ["≠"]),
          .element("span", [.class("unseen")], [" differs"]),
        ] : []
      let cells: [HTML] =
        differs
        ? values.map { .element("td", [Self.value($0)]) }
        : [
          .element(
            "td", several ? [.of("colspan", String(runCount))] : [],
            [Self.value(values.first ?? nil)])
        ]
      return .element(
        "tr", [.class(differs ? "differs" : "same")],
        [.element("th", [.of("scope", "row")], [.text(key)] + sign)] + cells)
    }

    private static func value(_ value: String?) -> HTML {
      value.map { HTML.element("code", [.text($0)]) }
        ?? .element("span", [.class("quiet")], ["not set"])
    }
  }

  static func rows(of runs: [ReportRun]) -> [Row] {
    var keys: [String] = []
    var known: Set<String> = []
    let tables = runs.map { run in
      run.settings.reduce(into: [String: String]()) { $0[$1.key] = $1.value }
    }
    for run in runs {
      for setting in run.settings where known.insert(setting.key).inserted {
        keys.append(setting.key)
      }
    }
    return keys.map { key in Row(key: key, values: tables.map { $0[key] }) }
  }
}
