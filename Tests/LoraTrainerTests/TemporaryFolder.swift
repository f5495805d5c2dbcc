import Foundation

/// A folder that is gone when its test is.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "lora-trainer-tests-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func copy(_ folder: String) throws -> String {
    let copy = path + "/" + UUID().uuidString
    try FileManager.default.copyItem(atPath: folder, toPath: copy)
    return copy
  }
}
