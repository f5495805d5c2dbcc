import Foundation

/// The path of a file or folder under `Fixtures`.
func fixture(_ name: String) -> String {
  URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Fixtures/" + name).path
}

/// A folder with a copy of a fixture model, to be damaged; removed when the test lets go of it.
final class ModelFolder {
  let path = NSTemporaryDirectory() + "lora-families-" + UUID().uuidString

  init(_ name: String) throws {
    try FileManager.default.copyItem(atPath: fixture(name), toPath: path)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/" + name))
  }

  func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: path + "/" + name)
  }

  /// Sets members of `config.json`; nil removes one.
  func edit(_ changes: [String: Any?]) throws {
    let url = URL(fileURLWithPath: path + "/config.json")
    var config =
      try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any] ?? [:]
    for (key, value) in changes { config[key] = value }
    try JSONSerialization.data(withJSONObject: config).write(to: url)
  }
}
