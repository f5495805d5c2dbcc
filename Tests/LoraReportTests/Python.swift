import Foundation

/// A script of `Scripts/`, run by `python3`, with what it printed.
struct Python {
  let status: Int32
  let output: String

  init(_ script: String, _ arguments: [String]) throws {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Scripts/\(script)").path
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-B", path] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    status = process.terminationStatus
  }
}

/// A folder for one test. With `LORA_KEEP_PAGES` set it lies there under its name and is kept.
struct WorkFolder {
  let url: URL
  let isKept: Bool

  init(_ name: String) throws {
    let keep = ProcessInfo.processInfo.environment["LORA_KEEP_PAGES"]
    isKept = keep != nil
    url = URL(fileURLWithPath: keep ?? NSTemporaryDirectory())
      .appendingPathComponent(keep == nil ? "lora-report-\(UUID().uuidString)" : name)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  func remove() {
    if !isKept { try? FileManager.default.removeItem(at: url) }
  }
}
