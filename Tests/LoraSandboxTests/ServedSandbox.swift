import Foundation
import Testing

/// The real program, serving, in a folder of its own.
final class ServedSandbox {
  let process = Process()
  let greeting: String
  let folder: String

  init(_ options: [String] = []) throws {
    folder = NSTemporaryDirectory() + "lora-sandbox-\(UUID().uuidString)"
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: Self.program)
    process.arguments = ["--state", folder + "/state"] + options
    process.standardOutput = pipe
    try process.run()
    var line = Data()
    while let byte = try pipe.fileHandleForReading.read(upToCount: 1), byte != Data([10]),
      !byte.isEmpty
    {
      line += byte
    }
    greeting = String(decoding: line, as: UTF8.self)
    #expect(!greeting.isEmpty, "the sandbox did not start")
  }

  deinit {
    process.terminate()
    process.waitUntilExit()
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Where the build put it: beside this test's own code, which is mapped into memory.
  static let program: String = {
    let maps = (try? String(contentsOfFile: "/proc/self/maps", encoding: .utf8)) ?? ""
    let mapped = Set(maps.split(separator: "\n").compactMap { $0.split(separator: " ").last })
    let folders = mapped.map { URL(fileURLWithPath: String($0)).deletingLastPathComponent().path }
    let built = folders.first { FileManager.default.fileExists(atPath: $0 + "/lora-sandbox") }
    precondition(built != nil, "lora-sandbox was not built beside the tests")
    return (built ?? "") + "/lora-sandbox"
  }()

  /// Runs a script of `Scripts/`; returns its exit status and what it printed.
  static func python(_ script: String, _ arguments: [String]) throws -> (
    status: Int32, output: String
  ) {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Scripts/\(script)").path
    let python = Process()
    python.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    python.arguments = ["python3", "-B", path] + arguments
    let pipe = Pipe()
    python.standardOutput = pipe
    python.standardError = pipe
    try python.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    python.waitUntilExit()
    return (python.terminationStatus, output)
  }
}
