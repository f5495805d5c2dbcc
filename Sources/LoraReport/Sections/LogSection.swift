/// The end of what each trainer printed.
enum LogSection {
  static func html(_ runs: [ReportRun]) -> [HTML] {
    runs.enumerated().compactMap { index, run in
      run.logTail.flatMap { $0.isEmpty ? nil : $0 }.map { log in
        .element(
          "details",
          [
            .element("summary", [Swatch.html(index), .text(run.title)]),
            .element(
              "pre",
              [
                .class("log"), .of("tabindex", "0"), .of("role", "region"),
                .of("aria-label", "Log of \(run.title)"),
              ],
              [.text(log)]),
          ])
      }
    }
  }
}
