import Foundation
import LoraReport
import Testing

struct PictureTests {
  @Test(arguments: [1, 4, 20])
  func isAPNGOfModestSize(count: Int) throws {
    let bytes = ReportPNG.curves(runs: SampleRuns.runs(count, points: 2_000))
    #expect(bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
    #expect(bytes.count < 150_000)
    if let keep = ProcessInfo.processInfo.environment["LORA_KEEP_PAGES"] {
      try Data(bytes).write(
        to: URL(fileURLWithPath: keep).appendingPathComponent("curves-\(count).png"))
    }
  }
}
