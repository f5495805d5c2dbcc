import Foundation
import LoraExperiment
import LoraReport
import Testing

/// The page in a real browser: Debian's `chromium`, headless, driven by `Scripts/check_page.py`.
///
/// Set `LORA_KEEP_PAGES` to a directory to keep the pages, screenshots and PDFs for looking at.
@Suite(.serialized) struct BrowserTests {
  @Test func oneRun() throws {
    try check("one", SampleRuns.runs(1, points: 1_200))
  }

  @Test func threeRuns() throws {
    try check("three", SampleRuns.runs(3, points: 1_200))
  }

  @Test func oddRuns() throws {
    var gaps = SampleRuns.run(0, points: 60)
    for index in 20..<30 { gaps.metrics[index].loss = index % 2 == 0 ? .nan : .infinity }
    gaps.metrics[40].loss = 0
    var nothing = ReportRun(
      title: "runs/nothing", commit: "", record: SampleRuns.record(1, points: 60))
    nothing.evaluations = [Metric(step: 10, loss: 2)]
    let one = SampleRuns.run(1, points: 1)
    try check("odd", [gaps, one, nothing], curves: 2)
  }

  @Test func hostileTextsStayText() throws {
    try check("hostile", HostileRuns.runs, sample: VisibleText.of(HostileRuns.all))
  }

  @Test func twentyRunsOfAHundredThousandPoints() throws {
    try check("many", SampleRuns.runs(20, points: 100_000))
  }

  private func check(
    _ name: String, _ runs: [ReportRun], curves: Int? = nil, sample: String? = nil
  ) throws {
    let folder = try WorkFolder(name)
    defer { folder.remove() }
    let page = folder.url.appendingPathComponent("report.html")
    try ReportHTML.page(runs: runs).write(to: page, atomically: true, encoding: .utf8)
    var arguments = [page.path, "--runs", "\(curves ?? runs.count)"]
    if let sample {
      let file = folder.url.appendingPathComponent("sample.txt")
      try sample.write(to: file, atomically: true, encoding: .utf8)
      arguments += ["--sample", file.path]
    }
    if folder.isKept { arguments += ["--keep", folder.url.path] }
    let result = try Python("check_page.py", arguments)
    #expect(result.status == 0, "\(result.output)")
  }
}
