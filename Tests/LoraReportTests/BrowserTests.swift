import Foundation
import LoraReport
import Testing

/// The page in a real browser: Debian's `chromium`, headless, driven by `Browser/check_page.py`.
///
/// Set `LORA_KEEP_PAGES` to a directory to keep the pages, screenshots and PDFs for looking at.
@Suite(.serialized) struct BrowserTests {
  @Test func oneRun() throws {
    try check("one", SampleRuns.runs(1, points: 1_200))
  }

  @Test func threeRuns() throws {
    try check("three", SampleRuns.runs(3, points: 1_200))
  }

  @Test func hostileTextsStayText() throws {
    try check("hostile", HostileRuns.runs, sample: VisibleText.of(HostileRuns.all))
  }

  @Test func twentyRunsOfAHundredThousandPoints() throws {
    try check("many", SampleRuns.runs(20, points: 100_000))
  }

  private func check(_ name: String, _ runs: [ReportRun], sample: String? = nil) throws {
    let keep = ProcessInfo.processInfo.environment["LORA_KEEP_PAGES"]
    let folder = URL(fileURLWithPath: keep ?? NSTemporaryDirectory())
      .appendingPathComponent(keep == nil ? "lora-report-\(UUID().uuidString)" : name)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { if keep == nil { try? FileManager.default.removeItem(at: folder) } }
    let page = folder.appendingPathComponent("report.html")
    try ReportHTML.page(runs: runs).write(to: page, atomically: true, encoding: .utf8)
    var arguments = [script, page.path, "--runs", "\(runs.count)"]
    if let sample {
      let file = folder.appendingPathComponent("sample.txt")
      try sample.write(to: file, atomically: true, encoding: .utf8)
      arguments += ["--sample", file.path]
    }
    if keep != nil { arguments += ["--keep", folder.path] }
    let result = try run(arguments)
    #expect(result.status == 0, "\(result.output)")
  }

  private var script: String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Browser/check_page.py").path
  }

  private func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }
}
