import Foundation
import LoraExperiment
import LoraReport
import Testing

struct PictureTests {
  @Test(arguments: [0, 1, 4, 20])
  func isAPNGOfModestSize(count: Int) throws {
    try check("curves-\(count)", SampleRuns.runs(count, points: 2_000))
  }

  @Test func aSinglePointIsDrawn() throws {
    try check("curves-point", SampleRuns.runs(1, points: 1))
  }

  @Test func lossesThatAreNotFiniteLeaveGaps() throws {
    var run = SampleRuns.run(0, points: 60)
    for index in 20..<30 { run.metrics[index].loss = index % 2 == 0 ? .nan : .infinity }
    try check("curves-gap", [run])
  }

  @Test(arguments: ["tea-voice", "赛博朋克"]) func oneRunIsDrawnForItsTask(name: String) throws {
    var run = SampleRuns.run(0, points: 500)
    run.record.name = name
    try check(
      "curve", ReportPNG.curve(of: run.record, commit: run.commit, metrics: run.metrics))
  }

  private func check(_ name: String, _ runs: [ReportRun]) throws {
    try check(name, ReportPNG.curves(runs: runs))
  }

  private func check(_ name: String, _ bytes: [UInt8]) throws {
    #expect(bytes.count < 150_000)
    let folder = try WorkFolder(name)
    defer { folder.remove() }
    let file = folder.url.appendingPathComponent("curves.png")
    try Data(bytes).write(to: file)
    let result = try Python("check_picture.py", [file.path, "1200", "630"])
    #expect(result.status == 0, "\(result.output)")
  }
}
